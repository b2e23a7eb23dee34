import { type Decimal, decimal, exactDecimal, formatDecimal } from '../money/decimal.ts';

/**
 * A number in a fact: a JavaScript number where that denotes the decimal exactly (at most 15 significant digits, so
 * that the order of the doubles is the order of the decimals), else a Decimal. Comparing is exact either way, and
 * the common case costs one machine instruction. Arithmetic always goes through `toDecimal`.
 */
export type FactNumber = number | Decimal;

/** What a fact can be: a number, text, boolean, local date, instant (epoch milliseconds), a list, or unknown. */
export type FactValue = FactNumber | string | boolean | readonly FactValue[] | undefined;

/** The type the catalogue gives a fact; dates are `YYYY-MM-DD` texts, instants epoch milliseconds. */
export type FactType = 'number' | 'text' | 'boolean' | 'date' | 'instant' | 'list';

const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

/** Reads canonical decimal text of any length as a fact number. */
export const toFactNumber = (text: string): FactNumber => {
  const value = Number(text);
  const plain = String(value);
  const digits = text.replace(/[-.]/g, '').replace(/^0+/, '').length;
  return digits <= 15 && PLAIN_NUMBER.test(plain) ? value : exactDecimal(text);
};

/** A calculated decimal as a fact: a JavaScript number where that denotes it exactly. */
export const decimalToFact = (value: Decimal): FactNumber => {
  const text = formatDecimal(value);
  const double = Number(text);
  const digits = text.replace(/[-.]/g, '').replace(/^0+/, '').length;
  return digits <= 15 && PLAIN_NUMBER.test(String(double)) ? double : value;
};

/** The exact decimal of a fact number. */
export const toDecimal = (value: FactNumber): Decimal => (typeof value === 'number' ? decimal(value) : value);

/** Negative, zero or positive as a is below, equal to or above b; exact. */
export const compareFactNumbers = (a: FactNumber, b: FactNumber): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return toDecimal(a).cmp(toDecimal(b));
};

export const isFactNumber = (value: unknown): value is FactNumber =>
  typeof value === 'number' || isDecimal(value);

const isDecimal = (value: unknown): value is Decimal =>
  typeof value === 'object' && value !== null && 'cmp' in value && 'c' in value && 'e' in value;

/** The value as a trace shows it: plain text for numbers, lists as lists, null for unknown. */
export const factValueToJson = (value: FactValue): string | boolean | null | unknown[] => {
  if (value === undefined) return null;
  if (isFactNumber(value)) return formatDecimal(toDecimal(value));
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return (value as readonly FactValue[]).map(factValueToJson);
};
