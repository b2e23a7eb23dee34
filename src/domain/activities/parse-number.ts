import { decimal, formatDecimal, isDecimalText } from '../money/decimal.ts';
import type { Fault, FaultCode } from './activity.ts';
import { shown } from './shown.ts';

/** Beyond every business, and the bound within which comparing quotients is exact (see `divide`). */
const BOUND = decimal(`1${'0'.repeat(18)}`);
const FRACTION_DIGITS = 6;

/**
 * The canonical text (`1.5`, never `1.50`, `+1` or `-0`) of a decimal with at most 6 fraction digits and below 10^18
 * in size, or of an integer within the same bounds. Texts must be plain digits: an exponent, a grouping, a formula
 * or a percent sign is a fault. A JSON number must have at most 15 significant digits, since a double holds no more.
 */
export function parseNumber(
  type: 'decimal' | 'integer',
  value: unknown,
  field: string,
): Readonly<{ value: string }> | Readonly<{ fault: Fault }> {
  const refused = (code: FaultCode, message: string) => ({ fault: { field, code, message } });
  if (typeof value !== 'string' && typeof value !== 'number') {
    return refused('not-a-number', `${shown(value)} is not a number; write plain digits such as 1284.50.`);
  }
  const text = String(value).trim();
  if (typeof value === 'number' && (!isDecimalText(text) || text.replace(/\D/g, '').length > 15)) {
    const message = `${shown(value)} has more than 15 digits for a JSON number; write it as a text such as "1284.50".`;
    return refused('out-of-range', message);
  }
  if (!isDecimalText(text)) {
    if (/^[+-]?\d+(\.\d+)?$/.test(text)) return refused('out-of-range', tooPrecise(value));
    if (/^[=+@-]/.test(text)) {
      const message = `${shown(value)} is a formula and not a number; export the value it gives, such as 1284.50.`;
      return refused('not-a-number', message);
    }
    const message = `${shown(value)} is not an amount Laurel can hold; write plain digits such as 1284.50.`;
    return refused('not-a-number', message);
  }
  const parsed = decimal(text);
  const canonical = formatDecimal(parsed);
  const fraction = canonical.split('.')[1] ?? '';
  if (type === 'integer' && fraction !== '') {
    return refused('not-a-number', `${shown(value)} is not a whole number; write one such as 12.`);
  }
  if (fraction.length > FRACTION_DIGITS || parsed.abs().gte(BOUND))
    return refused('out-of-range', tooPrecise(value));
  return { value: canonical };
}

function tooPrecise(value: unknown): string {
  return `${shown(value)} is more than Laurel can hold exactly; write at most 18 digits before and 6 after the point.`;
}
