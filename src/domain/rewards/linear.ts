import type { Decimal } from '../money/decimal.ts';

/** `amount` where the measure meets `around`, and rate more (less) for each unit above (below) it. May be negative. */
export const linear = (
  input: Readonly<{ amount: Decimal; of: Decimal; around: Decimal; rate: Decimal }>,
): Decimal => input.of.minus(input.around).times(input.rate).plus(input.amount);
