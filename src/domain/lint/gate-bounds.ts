import type { Condition, FactRef } from '../../../schemas/condition.ts';
import type { Compiler } from '../rules/compiler.ts';
import { conjuncts } from './conjuncts.ts';
import { constraintOf, factIdentity } from './constraint.ts';
import { factDomain } from './fact-domain.ts';
import type { LintedRule } from './linted-plan.ts';
import { intersection, type PointSet } from './point-set.ts';

/** The values a fact can still have where a rule pays, by what its conditions ask of that fact alone. */
export type GateBounds = (ref: FactRef) => PointSet | undefined;

/** The conditions a subject has passed before anything else of the rule is looked at. */
export const gateOf = ({ rule }: Pick<LintedRule, 'rule'>): readonly Condition[] =>
  [rule.eligibility, rule.conditions].filter((condition) => condition !== undefined);

/**
 * The bounds within which the lines of a step are calculated; `step` is undefined for a rule without steps. Reaching
 * a step includes those below it, so that a step's lines are calculated where it or a higher one is reached.
 */
export const gateBounds = ({ rule, compiler }: LintedRule, step: number | undefined): GateBounds => {
  const reached =
    step === undefined ? [] : [{ any: rule.steps.slice(step).map(({ conditions }) => conditions) }];
  const bounds = boundsOf([...gateOf({ rule }), ...reached], compiler);
  return (ref) => {
    const fact = compiler.resolve(ref, []);
    return fact && (bounds.get(factIdentity(fact)) ?? factDomain(fact, compiler.context.documents));
  };
};

const boundsOf = (conditions: readonly Condition[], compiler: Compiler): ReadonlyMap<string, PointSet> => {
  const bounds = new Map<string, PointSet>();
  for (const part of conditions.flatMap((condition) => conjuncts(condition, compiler))) {
    const constraint = constraintOf(part, compiler);
    if (!constraint) continue;
    const key = factIdentity(constraint.fact);
    const before = bounds.get(key) ?? factDomain(constraint.fact, compiler.context.documents);
    bounds.set(key, intersection(before, constraint.set));
  }
  return bounds;
};
