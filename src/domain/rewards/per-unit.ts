import { type Decimal, ZERO } from '../money/decimal.ts';

/** rate × the part of `of` above `over` (0 when left out) and up to `upTo`; a part below 0 counts as 0. */
export const perUnit = (
  input: Readonly<{ rate: Decimal; of: Decimal; over?: Decimal; upTo?: Decimal }>,
): Decimal => {
  const { rate, of, over = ZERO, upTo } = input;
  const top = upTo?.lt(of) ? upTo : of;
  return top.gt(over) ? top.minus(over).times(rate) : ZERO;
};
