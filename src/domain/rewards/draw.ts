import { type Decimal, ZERO } from '../money/decimal.ts';

/**
 * A recoverable draw: advances what is missing to the level, and takes back from what was earned above the level, at
 * most what is outstanding. The result is negative when it recovers.
 */
export const draw = (input: Readonly<{ earned: Decimal; level: Decimal; outstanding: Decimal }>): Decimal => {
  const { earned, level, outstanding } = input;
  if (earned.lt(level)) return level.minus(earned);
  const surplus = earned.minus(level);
  if (outstanding.lte(ZERO)) return ZERO;
  return ZERO.minus(surplus.lt(outstanding) ? surplus : outstanding);
};
