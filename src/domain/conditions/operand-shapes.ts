import type { FactType } from '../facts/fact-value.ts';
import type { OperatorParts } from './operators.ts';

/** What stands on a side of a comparison: one value of a type, or a list of them. */
export type Shape = Readonly<{ type: FactType; list: boolean }>;

/** The shape of a fact; the lists of the catalogue are lists of texts. */
export const shapeOf = (type: FactType): Shape =>
  type === 'list' ? { type: 'text', list: true } : { type, list: false };

/**
 * What the value must be for a comparison with a fact to have an answer, or the reason why there can be none. Walks
 * through the decorators from the outside in, keeping who stands on which side: `swap` changes them, `someFact` takes
 * the left side's list apart, `someValue` the right side's.
 */
export const requiredValue = (
  fact: Shape,
  { decorators, operator }: OperatorParts,
): Shape | { fault: string } => {
  let left: Side = { of: 'fact', list: fact.list };
  let right: Side = { of: 'value', list: false };
  let valueIsList = false;
  for (const decorator of decorators) {
    if (decorator === 'swap') [left, right] = [right, left];
    else if (decorator === 'someFact' || decorator === 'everyFact') left = apart(left);
    else if (decorator === 'someValue' || decorator === 'everyValue') right = apart(right);
    if (left.of === 'none' || right.of === 'none') return { fault: 'is no list, and cannot be taken apart' };
    valueIsList ||=
      (left.of === 'value' && left.taken === true) || (right.of === 'value' && right.taken === true);
  }
  const list = operator === 'in' || operator === 'notIn' ? right : /ontain/.test(operator) ? left : undefined;
  for (const side of [left, right]) {
    if (side !== list && side.of === 'fact' && side.list)
      return { fault: 'is a list; compare its elements with someFact: or everyFact:' };
  }
  if (list?.of === 'fact' && !list.list) return { fault: 'is not a list; use equal or in' };
  if (list?.of === 'value') {
    if (valueIsList) return { fault: 'would be compared with a list of lists' };
    valueIsList = true;
  }
  if (/^(less|greater)/.test(operator) && (fact.type === 'text' || fact.type === 'boolean')) {
    return { fault: 'has no order; use equal or in' };
  }
  return { type: fact.type, list: valueIsList };
};

/** A side while its lists are taken apart; `none` once something that is no list would be. */
type Side = Readonly<{ of: 'fact' | 'value' | 'none'; list: boolean; taken?: boolean }>;

const apart = (side: Side): Side => {
  if (side.of === 'fact') return side.list ? { of: 'fact', list: false } : { of: 'none', list: false };
  return side.taken ? { of: 'none', list: false } : { of: 'value', list: false, taken: true };
};
