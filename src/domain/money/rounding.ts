import { type Decimal, ZERO } from './decimal.ts';

/**
 * How a value between two multiples of the increment is rounded:
 * `half-up` to the nearest, ties away from zero as payroll does; `half-even` to the nearest, ties to the even
 * multiple; `down` toward zero; `up` away from zero. All mirror at zero: −x rounds to the negative of x.
 */
export type RoundingMode = 'half-up' | 'half-even' | 'down' | 'up';

/**
 * The multiple of `increment` (0.01, 0.05, 1, 100 …) that `mode` chooses. Exact for values of any length, since
 * it works on the remainder and never on a quotient. Throws RangeError unless the increment is positive.
 */
export function roundTo(value: Decimal, increment: Decimal, mode: RoundingMode): Decimal {
  if (increment.lte(ZERO)) throw new RangeError('the rounding increment must be positive');
  const size = value.abs();
  const rest = size.mod(increment);
  const below = size.minus(rest);
  const rounded = goesUp(below, rest, increment, mode) ? below.plus(increment) : below;
  return value.lt(ZERO) && !rounded.eq(ZERO) ? rounded.neg() : rounded;
}

function goesUp(below: Decimal, rest: Decimal, increment: Decimal, mode: RoundingMode): boolean {
  if (rest.eq(ZERO) || mode === 'down') return false;
  if (mode === 'up') return true;
  const fromHalf = rest.times(2).cmp(increment);
  if (fromHalf !== 0) return fromHalf > 0;
  return mode === 'half-up' || !below.mod(increment.times(2)).eq(ZERO);
}
