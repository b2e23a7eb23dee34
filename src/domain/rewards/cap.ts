import type { Decimal } from '../money/decimal.ts';

/** Brings an amount between `least` and `most`; `most` wins should they cross. */
export const cap = (input: Readonly<{ amount: Decimal; most?: Decimal; least?: Decimal }>): Decimal => {
  const { amount, most, least } = input;
  const raised = least && amount.lt(least) ? least : amount;
  return most && raised.gt(most) ? most : raised;
};
