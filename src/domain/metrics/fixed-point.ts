import { type FactNumber, toFactNumber } from '../facts/fact-value.ts';
import { decimal, formatDecimal } from '../money/decimal.ts';
import { roundTo } from '../money/rounding.ts';

/**
 * Metric values are summed as integers of 10⁻¹² of a unit: exact for the six fractional digits an amount may have
 * times the six a credit share may have, and far quicker than decimals over millions of activities.
 */
const DIGITS = 12;
const SCALE = 10n ** BigInt(DIGITS);
const SMALLEST = decimal(`0.${'0'.repeat(DIGITS - 1)}1`);

/** Reads plain decimal text; digits beyond the twelfth are rounded half-up. */
export const toUnits = (text: string): bigint => {
  const [whole = '0', fraction = ''] = text.split('.');
  if (fraction.length > DIGITS) return toUnits(formatDecimal(roundTo(decimal(text), SMALLEST, 'half-up')));
  const digits = BigInt(whole.replace('-', '') + fraction.padEnd(DIGITS, '0'));
  return whole.startsWith('-') ? -digits : digits;
};

/** Plain decimal text without trailing zeros. */
export const unitsToText = (units: bigint): string => {
  const magnitude = units < 0n ? -units : units;
  const fraction = (magnitude % SCALE).toString().padStart(DIGITS, '0').replace(/0+$/, '');
  const text = `${magnitude / SCALE}${fraction && `.${fraction}`}`;
  return units < 0n ? `-${text}` : text;
};

export const unitsToFact = (units: bigint): FactNumber => {
  if (units % SCALE === 0n) {
    const whole = Number(units / SCALE);
    if (Math.abs(whole) < 1e15) return whole;
  }
  return toFactNumber(unitsToText(units));
};

/** The product of two values in units, rounded half-up to a unit. */
export const multiplyUnits = (a: bigint, b: bigint): bigint => {
  const product = a * b;
  const half = SCALE / 2n;
  return (product < 0n ? product - half : product + half) / SCALE;
};

export const ONE_UNIT = SCALE;
