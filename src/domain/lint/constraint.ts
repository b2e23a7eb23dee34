import type { Comparison, Condition, FactRef, Json } from '../../../schemas/condition.ts';
import { dayNumberOf, parseLocalDate } from '../calendar/local-date.ts';
import { parseInstant } from '../calendar/zone.ts';
import { operatorParts } from '../conditions/operators.ts';
import { type FactType, toFactNumber } from '../facts/fact-value.ts';
import type { ResolvedFact } from '../facts/resolved-fact.ts';
import type { Compiler } from '../rules/compiler.ts';
import { definitionOf } from './definition-of.ts';
import {
  above,
  atLeast,
  complement,
  exactly,
  intersection,
  type Point,
  type PointSet,
  union,
} from './point-set.ts';

/** What a condition asks of one fact: that its value lies in a set. */
export type Constraint = Readonly<{ fact: ResolvedFact; set: PointSet }>;

/**
 * The condition as a constraint on a single fact; undefined when it speaks of several, compares facts with each
 * other, or looks into lists. It is about known values: what is unknown satisfies nothing.
 */
export const constraintOf = (node: Condition, compiler: Compiler): Constraint | undefined => {
  if ('all' in node) return joined(node.all, compiler, intersection);
  if ('any' in node) return joined(node.any, compiler, union);
  if ('not' in node) {
    const inner = constraintOf(node.not, compiler);
    return inner && { ...inner, set: complement(inner.set) };
  }
  if ('condition' in node) {
    const definition = definitionOf(node.condition, compiler);
    return definition && constraintOf(definition, compiler);
  }
  return comparisonConstraint(node, compiler);
};

/** Two references with one identity are one fact, however their parameters are written. */
export const factIdentity = ({ key, level, source }: ResolvedFact): string =>
  source.of === 'members' ? key : JSON.stringify([level, source]);

export const isFactRef = (value: Json | FactRef): value is FactRef =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'fact' in value;

const joined = (
  children: readonly Condition[],
  compiler: Compiler,
  join: (a: PointSet, b: PointSet) => PointSet,
): Constraint | undefined => {
  const [first, ...others] = children.map((child) => constraintOf(child, compiler));
  if (!first) return undefined;
  let { set } = first;
  for (const other of others) {
    if (!other || factIdentity(other.fact) !== factIdentity(first.fact)) return undefined;
    set = join(set, other.set);
  }
  return { fact: first.fact, set };
};

const comparisonConstraint = (node: Comparison, compiler: Compiler): Constraint | undefined => {
  const { decorators, operator } = operatorParts(node.operator);
  const fact = compiler.resolve(node, []);
  if (!fact || fact.type === 'list' || isFactRef(node.value)) return undefined;
  if (decorators.some((decorator) => decorator !== 'not')) return undefined;
  const values = Array.isArray(node.value) ? node.value : [node.value];
  const points = values.map((value) => pointOf(value, fact.type, compiler.timeZone));
  const [first] = points;
  if (first === undefined || points.includes(undefined)) return undefined;

  const among = () => points.flatMap((point) => (point === undefined ? [] : [exactly(point)])).reduce(union);
  // Days are whole: later than a day is the next one or later, so that nothing lies between two neighbours.
  const after = fact.type === 'date' && typeof first === 'number' ? atLeast(first + 1) : above(first);
  const sets: Partial<Record<typeof operator, PointSet>> = {
    equal: exactly(first),
    notEqual: complement(exactly(first)),
    in: among(),
    notIn: complement(among()),
    lessThan: complement(atLeast(first)),
    lessThanInclusive: complement(after),
    greaterThan: after,
    greaterThanInclusive: atLeast(first),
  };
  const set = sets[operator];
  return set && { fact, set: decorators.length % 2 === 0 ? set : complement(set) };
};

/** A literal as a point on the line of facts of this type. */
const pointOf = (value: Json, type: FactType, timeZone: string): Point | undefined => {
  switch (type) {
    case 'number':
      return typeof value === 'number' || typeof value === 'string' ? toFactNumber(String(value)) : undefined;
    case 'boolean':
      return Number(value);
    case 'date': {
      const day = parseLocalDate(String(value));
      return day === undefined ? undefined : dayNumberOf(day);
    }
    case 'instant':
      return parseInstant(String(value), timeZone);
    default:
      return String(value);
  }
};
