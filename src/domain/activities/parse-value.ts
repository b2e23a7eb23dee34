import type { AttributeType } from '../../../schemas/activity-type.ts';
import { type LocalDate, parseLocalDate, realDate } from '../calendar/local-date.ts';
import { localDateAt, parseInstant, startOfDay } from '../calendar/zone.ts';
import type { AttributeValue, Fault, FaultCode } from './activity.ts';
import { normalText } from './normal-text.ts';
import { parseNumber } from './parse-number.ts';
import { shown } from './shown.ts';

export type ParsedValue<Value> = Readonly<{ value: Value }> | Readonly<{ fault: Fault }>;

/** Far above any remark of a person; what is longer is a broken file. */
const MOST_CHARACTERS = 4_000;

const TRUE_TEXTS = new Set(['true', 'yes', 'y', '1', '是']);
const FALSE_TEXTS = new Set(['false', 'no', 'n', '0', '否']);

/**
 * The value as its declared type stores it: text trimmed and NFC; decimal and integer as canonical text within the
 * bounds of `parseNumber`; date `YYYY-MM-DD`; instant ISO 8601 in UTC with milliseconds. A formula is text where
 * text is wanted and a fault elsewhere. Never throws for a value that is present (see `isAbsent`).
 */
export function parseValue(
  type: AttributeType,
  value: unknown,
  field: string,
  timeZone: string,
): ParsedValue<AttributeValue> {
  switch (type) {
    case 'text':
      return parseText(value, field);
    case 'decimal':
    case 'integer':
      return parseNumber(type, value, field);
    case 'boolean':
      return parseBoolean(value, field);
    case 'date':
      return parseDate(value, field, timeZone);
    case 'instant': {
      const parsed = parseTime(value, field, timeZone);
      return 'fault' in parsed ? parsed : { value: new Date(parsed.value).toISOString() };
    }
  }
}

/** Text of at most 4,000 characters that PostgreSQL can hold: well-formed and without U+0000. */
export function parseText(value: unknown, field: string): ParsedValue<string> {
  if (typeof value !== 'string') {
    return refused(field, 'bad-value', `${shown(value)} is not text; write it in quotation marks.`);
  }
  const length = characters(value);
  if (length > MOST_CHARACTERS) {
    const message = `${shown(value)} is ${length} characters long; shorten it to at most ${MOST_CHARACTERS}.`;
    return refused(field, 'too-long', message);
  }
  if (value.includes('\0') || !value.isWellFormed()) {
    const message = `${shown(value)} contains characters that are no text; remove them and send the row again.`;
    return refused(field, 'bad-value', message);
  }
  return { value: normalText(value) };
}

/** As people and JSON Schema count: an emoji is one, though it takes two code units. */
const characters = (text: string): number =>
  text.length <= MOST_CHARACTERS || text.length > 2 * MOST_CHARACTERS ? text.length : [...text].length;

/** Epoch milliseconds of a date or time as `parseInstant` reads it. */
export function parseTime(value: unknown, field: string, timeZone: string): ParsedValue<number> {
  const instant = typeof value === 'string' ? instantOf(value.trim(), timeZone) : undefined;
  if (instant !== undefined) return { value: instant };
  const message = `${notADate(value)}; write it as 2017-03-09 or 2017-03-09T08:05:00+08:00.`;
  return refused(field, 'not-a-date', message);
}

/** Also `2017/3/9` as Excel writes it, and a time at local midnight as databases export their dates. */
export function parseDate(value: unknown, field: string, timeZone: string): ParsedValue<LocalDate> {
  const date = typeof value === 'string' ? dateOf(value.trim(), timeZone) : undefined;
  if (date) return { value: date };
  return refused(field, 'not-a-date', `${notADate(value)}; write it as 2017-03-09.`);
}

function parseBoolean(value: unknown, field: string): ParsedValue<boolean> {
  if (typeof value === 'boolean') return { value };
  const text = typeof value === 'string' ? normalText(value).toLowerCase() : '';
  if (TRUE_TEXTS.has(text)) return { value: true };
  if (FALSE_TEXTS.has(text)) return { value: false };
  return refused(field, 'not-a-boolean', `${shown(value)} is neither true nor false; write true or false.`);
}

function dateOf(text: string, timeZone: string): LocalDate | undefined {
  const date = parseLocalDate(text);
  if (date) return date;
  const [, year, month, day] = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(text) ?? [];
  if (year) return realDate(Number(year), Number(month), Number(day));
  const instant = instantOf(text, timeZone);
  if (instant === undefined) return undefined;
  const midnight = localDateAt(instant, timeZone);
  return startOfDay(midnight, timeZone) === instant ? midnight : undefined;
}

/** No date is longer than this, and a regular expression need not see more. */
const MOST_DATE_CHARACTERS = 40;

function instantOf(text: string, timeZone: string): number | undefined {
  return text.length <= MOST_DATE_CHARACTERS ? parseInstant(text, timeZone) : undefined;
}

function notADate(value: unknown): string {
  const formula = typeof value === 'string' && /^\s*[=+@-]/.test(value);
  return formula
    ? `${shown(value)} is a formula and not a date; export the value it gives`
    : `${shown(value)} is not a date or time that exists`;
}

function refused(field: string, code: FaultCode, message: string): { fault: Fault } {
  return { fault: { field, code, message } };
}
