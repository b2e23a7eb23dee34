import Big from 'big.js';

/**
 * An exact decimal. Sums, differences and products are never rounded; only `divide` truncates.
 * Values are immutable: every operation returns a new one.
 */
export type Decimal = Big;

/** What `decimal` accepts, so that hostile input is refused by its length and not by its cost. */
export const DECIMAL_LIMITS = { integerDigits: 24, fractionDigits: 12 } as const;

/** Fractional digits that `divide` keeps; see there why it has to be more than 48. */
export const QUOTIENT_DIGITS = 50;

const NUMBER_DIGITS = 15;
const PLAIN_TEXT = new RegExp(
  `^[+-]?[0-9]{1,${DECIMAL_LIMITS.integerDigits}}(?:\\.[0-9]{1,${DECIMAL_LIMITS.fractionDigits}})?$`,
);
const BIGINT_BOUND = 10n ** BigInt(DECIMAL_LIMITS.integerDigits);

/** A constructor of our own, because other users of big.js in the process may change the shared one. */
const ExactBig = Big();
ExactBig.DP = QUOTIENT_DIGITS;
ExactBig.RM = Big.roundDown;
ExactBig.NE = -1_000_000;
ExactBig.PE = 1_000_000;

export const ZERO: Decimal = new ExactBig('0');
export const ONE: Decimal = new ExactBig('1');

/**
 * Whether `decimal` accepts the text: optional sign, 1–24 digits, optionally a point and 1–12 digits.
 * No exponent, spaces, grouping, hexadecimal, leading or trailing point.
 */
export function isDecimalText(text: string): boolean {
  return PLAIN_TEXT.test(text);
}

/**
 * The exact decimal of plain decimal text, a bigint, or a finite number of at most 15 significant digits
 * (more than a double can be trusted with). Minus zero becomes zero.
 * Throws RangeError for everything else and beyond DECIMAL_LIMITS.
 */
export function decimal(value: string | number | bigint): Decimal {
  const text = plainText(value);
  if (!isDecimalText(text))
    throw new RangeError('not a plain decimal within 24 integer and 12 fraction digits');
  const parsed = new ExactBig(text.startsWith('+') ? text.slice(1) : text);
  return parsed.eq(ZERO) ? ZERO : parsed;
}

/**
 * The exact decimal of plain decimal text that Laurel calculated itself. Sums and products have no bound of their own,
 * and what was once calculated must be read again; what comes from outside goes through `decimal`.
 */
export function exactDecimal(text: string): Decimal {
  const parsed = new ExactBig(text);
  return parsed.eq(ZERO) ? ZERO : parsed;
}

/** Plain notation: no exponent, no trailing fractional zeros, never "-0". */
export function formatDecimal(value: Decimal): string {
  return value.toFixed();
}

/**
 * The quotient truncated toward zero at 50 fractional digits. Throws RangeError for a zero divisor.
 *
 * Comparing such quotients, with each other or with a decimal threshold of up to 6 fractional digits, gives the
 * exact answer when all inputs are at most 10^18 in size with at most 6 fractional digits:
 * - The inputs are then integers up to 10^24 over 10^6, so a quotient is A/B with |A|, |B| ≤ 10^24.
 * - Truncation toward zero never reverses an order, so it can only make different values equal.
 * - Two different quotients A/B and C/D are |AD − BC| / |BD| ≥ 10^-48 apart, and A/B is ≥ 10^-30 away from a
 *   different threshold T/10^6. On one side of zero, values further apart than 10^-50 truncate to different ones.
 *   Values on two sides of zero stay apart too, since a quotient that is not zero is at least 10^-24 in size.
 * - Equal quotients truncate equally, and a threshold is a multiple of 10^-50 and is not changed.
 * (40 digits are enough for thresholds, not for two quotients.) A product with a quotient, such as a percentage
 * that was multiplied by 100, compares equally well with thresholds of up to 6 fractional digits.
 */
export function divide(dividend: Decimal, divisor: Decimal): Decimal {
  if (divisor.eq(ZERO)) throw new RangeError('division by zero');
  return new ExactBig(dividend).div(divisor);
}

/** The exact sum; zero for no values. */
export function sum(values: Iterable<Decimal>): Decimal {
  let total = ZERO;
  for (const value of values) total = total.plus(value);
  return total;
}

function plainText(value: string | number | bigint): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') {
    // Writing out a huge bigint takes quadratic time, so its size is compared first.
    if (value >= BIGINT_BOUND || value <= -BIGINT_BOUND) throw new RangeError('more than 24 integer digits');
    return value.toString();
  }
  if (!Number.isFinite(value)) throw new RangeError('not a finite number');
  const shortest = new ExactBig(value);
  if (shortest.c.length > NUMBER_DIGITS) throw new RangeError('a number of more than 15 significant digits');
  return shortest.toFixed();
}
