import type { Fault } from '../../domain/activities/activity.ts';
import { faultList } from '../../domain/activities/fault-list.ts';
import { parseNumber } from '../../domain/activities/parse-number.ts';
import { parseDate, parseText } from '../../domain/activities/parse-value.ts';
import { shown } from '../../domain/activities/shown.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import { compareText } from '../../domain/compare-text.ts';
import type { Fields } from './compile-columns.ts';
import type { Attributes } from './imported-data.ts';

/** Reads the fields of a row of master data one by one and collects what is wrong; absent fields are undefined. */
export type RecordFields = Readonly<{
  faults: readonly Fault[];
  requiredCode(field: string): string | undefined;
  requiredText(field: string): string | undefined;
  code(field: string): string | undefined;
  text(field: string): string | undefined;
  number(field: string): string | undefined;
  date(field: string): LocalDate | undefined;
  /** Notes a fault when the second of two dates lies before the first. */
  checkOrder(first: LocalDate | undefined, second: LocalDate | undefined, field: string): void;
  /** Notes a fault when no day lies from the first of two dates until before the second. */
  checkRange(from: LocalDate | undefined, to: LocalDate | undefined, field: string): void;
  /** The fields that are not standard ones, as texts. */
  attributes(standard: readonly string[]): Attributes;
}>;

export function recordFields(fields: Fields, timeZone: string): RecordFields {
  const list = faultList();
  const read = <Value>(field: string, parse: (value: string) => Value | undefined): Value | undefined => {
    const value = fields.get(field);
    return value === undefined ? undefined : parse(value);
  };
  const text = (field: string) => read(field, (value) => list.take(parseText(value, field)));
  return {
    faults: list.faults,
    requiredCode: (field) => list.takeCode(fields.get(field), field),
    requiredText(field) {
      if (fields.has(field)) return text(field);
      list.add(field, 'missing', 'This must not be empty; fill it in and send the row again.');
      return undefined;
    },
    code: (field) => read(field, (value) => list.takeCode(value, field)),
    text,
    number: (field) => read(field, (value) => list.take(parseNumber('decimal', value, field))),
    date: (field) => read(field, (value) => list.take(parseDate(value, field, timeZone))),
    checkOrder(first, second, field) {
      if (first === undefined || second === undefined || first <= second) return;
      list.add(
        field,
        'out-of-range',
        `${shown(second)} is before ${shown(first)}; correct one of the two dates.`,
      );
    },
    checkRange(from, to, field) {
      if (from === undefined || to === undefined || from < to) return;
      const message = `${shown(to)} is not after ${shown(from)}; write the day after the last one, or correct the first.`;
      list.add(field, 'out-of-range', message);
    },
    attributes(standard) {
      const entries: [string, string][] = [];
      for (const field of fields.keys()) {
        const value = standard.includes(field) ? undefined : text(field);
        if (value !== undefined) entries.push([field, value]);
      }
      return Object.fromEntries(entries.sort(([a], [b]) => compareText(a, b)));
    },
  };
}

type Present<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> };

/** The properties that are not undefined, so that an absent field is absent in the record too. */
export function present<Values extends object>(values: Values): Present<Values> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Present<Values>;
}
