import type { DecoratorName, OperatorName } from '../../../schemas/condition.ts';
import { compareText } from '../compare-text.ts';
import { compareFactNumbers, type FactValue, isFactNumber } from '../facts/fact-value.ts';
import type { Tri } from './condition-program.ts';
import { andAll, negate, orAll } from './kleene.ts';

/** Compares an actual with an expected value; either may be unknown. */
export type Compare = (actual: FactValue, expected: FactValue) => Tri;

const isList = (value: FactValue): value is readonly FactValue[] => Array.isArray(value);

/** Negative, zero or positive; undefined when the two cannot be ordered, such as a text and a number. */
const order = (a: FactValue, b: FactValue): number | undefined => {
  if (isFactNumber(a) && isFactNumber(b)) return compareFactNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return undefined;
};

const same = (a: FactValue, b: FactValue): boolean =>
  isFactNumber(a) && isFactNumber(b) ? compareFactNumbers(a, b) === 0 : a === b;

/** Membership in a list some of whose elements may be unknown: a match decides, an unknown element leaves it open. */
const holds = (list: readonly FactValue[], value: FactValue): Tri => {
  if (list.some((element) => element !== undefined && same(element, value))) return true;
  return list.includes(undefined) ? undefined : false;
};

const known =
  (compare: Compare): Compare =>
  (actual, expected) =>
    actual === undefined || expected === undefined ? undefined : compare(actual, expected);

const ordered = (accept: (order: number) => boolean): Compare =>
  known((actual, expected) => {
    const result = order(actual, expected);
    return result === undefined ? undefined : accept(result);
  });

const within: Compare = known((actual, expected) => (isList(expected) ? holds(expected, actual) : undefined));
const contains: Compare = known((actual, expected) => (isList(actual) ? holds(actual, expected) : undefined));

const OPERATORS: Readonly<Record<OperatorName, Compare>> = {
  equal: known((actual, expected) => same(actual, expected)),
  notEqual: known((actual, expected) => !same(actual, expected)),
  in: within,
  notIn: (actual, expected) => negate(within(actual, expected)),
  contains,
  doesNotContain: (actual, expected) => negate(contains(actual, expected)),
  lessThan: ordered((result) => result < 0),
  lessThanInclusive: ordered((result) => result <= 0),
  greaterThan: ordered((result) => result > 0),
  greaterThanInclusive: ordered((result) => result >= 0),
};

const DECORATORS: Readonly<Record<DecoratorName, (inner: Compare) => Compare>> = {
  someFact: (inner) => (actual, expected) =>
    isList(actual) ? orAll(actual.map((element) => inner(element, expected))) : undefined,
  everyFact: (inner) => (actual, expected) =>
    isList(actual) ? andAll(actual.map((element) => inner(element, expected))) : undefined,
  someValue: (inner) => (actual, expected) =>
    isList(expected) ? orAll(expected.map((element) => inner(actual, element))) : undefined,
  everyValue: (inner) => (actual, expected) =>
    isList(expected) ? andAll(expected.map((element) => inner(actual, element))) : undefined,
  swap: (inner) => (actual, expected) => inner(expected, actual),
  not: (inner) => (actual, expected) => negate(inner(actual, expected)),
};

/** An operator text taken apart: the decorators from the outside in, and the operator. */
export type OperatorParts = Readonly<{ decorators: readonly DecoratorName[]; operator: OperatorName }>;

/** Takes `not:someFact:equal` apart. The schema has checked the names. */
export const operatorParts = (text: string): OperatorParts => {
  const parts = text.split(':');
  return {
    decorators: parts.slice(0, -1) as DecoratorName[],
    operator: parts.at(-1) as OperatorName,
  };
};

/** The comparison an operator text stands for; unknown on either side gives unknown. */
export const comparisonOf = ({ decorators, operator }: OperatorParts): Compare =>
  decorators.reduceRight((inner, decorator) => DECORATORS[decorator](inner), OPERATORS[operator]);
