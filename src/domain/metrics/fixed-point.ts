import { type FactNumber, toFactNumber } from '../facts/fact-value.ts';

/**
 * Metric values are summed as integers of 10⁻¹² of a unit: exact for the six fractional digits an amount may have
 * times the six a credit share may have, and far quicker than decimals over millions of activities.
 */
const DIGITS = 12;
const SCALE = 10n ** BigInt(DIGITS);

/** Reads plain decimal text; digits beyond the twelfth are rounded half-up, away from zero. */
export const toUnits = (text: string): bigint => {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const kept = BigInt(whole + fraction.slice(0, DIGITS).padEnd(DIGITS, '0'));
  const magnitude = (fraction[DIGITS] ?? '0') >= '5' ? kept + 1n : kept;
  return negative ? -magnitude : magnitude;
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
