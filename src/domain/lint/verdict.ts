import type { Comparison, Condition } from '../../../schemas/condition.ts';
import { operatorParts } from '../conditions/operators.ts';
import type { Compiler } from '../rules/compiler.ts';
import { conjuncts } from './conjuncts.ts';
import { constraintOf, factIdentity, isFactRef } from './constraint.ts';
import { definitionOf } from './definition-of.ts';
import { factDomain } from './fact-domain.ts';
import { intersection, isEmpty, isWithin, type PointSet } from './point-set.ts';

/** Whether a condition is decided before any fact is known: no value makes it true, or every known value does. */
export type Verdict = 'never' | 'always' | 'sometimes';

const OPPOSITE = { never: 'always', always: 'never', sometimes: 'sometimes' } as const;
export const opposite = (verdict: Verdict): Verdict => OPPOSITE[verdict];

/**
 * Decides what can be decided fact by fact. *Sometimes* is also the answer where it takes more than that, such as
 * two facts compared with each other.
 */
export const verdictOf = (node: Condition, compiler: Compiler): Verdict => {
  if ('all' in node) return verdictOfAll(conjuncts(node, compiler), compiler);
  // Something of a list holds unless everything in it fails.
  if ('any' in node) return opposite(verdictOfAll(conjuncts({ not: node }, compiler), compiler));
  if ('not' in node) return opposite(verdictOf(node.not, compiler));
  if ('condition' in node) {
    const definition = definitionOf(node.condition, compiler);
    return definition ? verdictOf(definition, compiler) : 'sometimes';
  }
  return verdictOfComparison(node, compiler);
};

const verdictOfAll = (parts: readonly Condition[], compiler: Compiler): Verdict => {
  const verdicts = parts.map((part) => verdictOf(part, compiler));
  if (verdicts.includes('never')) return 'never';
  if (verdicts.every((verdict) => verdict === 'always')) return 'always';
  const left = new Map<string, PointSet>();
  for (const part of parts) {
    const constraint = constraintOf(part, compiler);
    if (!constraint) continue;
    const key = factIdentity(constraint.fact);
    const before = left.get(key) ?? factDomain(constraint.fact, compiler.context.documents);
    const now = intersection(before, constraint.set);
    if (isEmpty(now)) return 'never';
    left.set(key, now);
  }
  return 'sometimes';
};

const verdictOfComparison = (node: Comparison, compiler: Compiler): Verdict => {
  const constraint = constraintOf(node, compiler);
  if (!constraint) return verdictOnItself(node, compiler);
  const domain = factDomain(constraint.fact, compiler.context.documents);
  if (isEmpty(intersection(domain, constraint.set))) return 'never';
  return isWithin(domain, constraint.set) ? 'always' : 'sometimes';
};

/** A fact compared with itself. */
const verdictOnItself = (node: Comparison, compiler: Compiler): Verdict => {
  if (!isFactRef(node.value)) return 'sometimes';
  const [fact, other] = [compiler.resolve(node, []), compiler.resolve(node.value, [])];
  if (!fact || !other || factIdentity(fact) !== factIdentity(other)) return 'sometimes';
  const { decorators, operator } = operatorParts(node.operator);
  if (decorators.some((decorator) => decorator !== 'not' && decorator !== 'swap')) return 'sometimes';
  const negated = decorators.filter((decorator) => decorator === 'not').length % 2 === 1;
  switch (operator) {
    case 'equal':
    case 'lessThanInclusive':
    case 'greaterThanInclusive':
      return negated ? 'never' : 'always';
    case 'notEqual':
    case 'lessThan':
    case 'greaterThan':
      return negated ? 'always' : 'never';
    default:
      return 'sometimes';
  }
};
