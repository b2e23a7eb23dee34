import { type Decimal, decimal, exactDecimal, formatDecimal, ONE } from './decimal.ts';
import { type RoundingMode, roundTo } from './rounding.ts';

/** The most minor units a line or a transfer can have, either way: what a 64-bit column holds. */
export const LARGEST_MINOR = 2n ** 63n - 1n;

const MAX_EXPONENT = 12;

/**
 * A value in major units (yuan) as minor units (fen), rounded once by `mode`; `exponent` as `exponentOf` gives it.
 * Throws RangeError for an exponent that is not an integer from 0 to 12.
 */
export function toMinor(value: Decimal, exponent: number, mode: RoundingMode): bigint {
  const minorPerMajor = decimal(10n ** BigInt(checkedExponent(exponent)));
  return BigInt(formatDecimal(roundTo(value.times(minorPerMajor), ONE, mode)));
}

/** Minor units as an exact decimal in major units. */
export function fromMinor(amountMinor: bigint, exponent: number): Decimal {
  return exactDecimal(formatMinor(amountMinor, exponent));
}

/** Minor units written in major units with all decimal places: "-1284.50", "0.05"; no point for exponent 0. */
export function formatMinor(amountMinor: bigint, exponent: number): string {
  const places = checkedExponent(exponent);
  const sign = amountMinor < 0n ? '-' : '';
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(places + 1, '0');
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function checkedExponent(exponent: number): number {
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > MAX_EXPONENT) {
    throw new RangeError('a currency exponent is an integer from 0 to 12');
  }
  return exponent;
}
