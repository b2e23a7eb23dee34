import { type Decimal, divide, ONE, sum, ZERO } from '../money/decimal.ts';

/** The arithmetic of formulas; undefined for a division by 0. */
export const ARITHMETIC = {
  sum: (values: readonly Decimal[]): Decimal => sum(values),
  product: (values: readonly Decimal[]): Decimal => values.reduce((total, value) => total.times(value), ONE),
  min: (values: readonly Decimal[]): Decimal =>
    values.reduce((least, value) => (value.lt(least) ? value : least)),
  max: (values: readonly Decimal[]): Decimal =>
    values.reduce((most, value) => (value.gt(most) ? value : most)),
  difference: ([from = ZERO, subtract = ZERO]: readonly Decimal[]): Decimal => from.minus(subtract),
  quotient: ([dividend = ZERO, divisor = ZERO]: readonly Decimal[]): Decimal | undefined =>
    divisor.eq(ZERO) ? undefined : divide(dividend, divisor),
} as const;
