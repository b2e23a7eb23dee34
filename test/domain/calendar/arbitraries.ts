import fc from 'fast-check';
import { Calendar } from '../../../schemas/calendar.ts';
import { type LocalDate, parseLocalDate } from '../../../src/domain/calendar/local-date.ts';

export function date(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  if (!parsed) throw new Error(`${text} is no date`);
  return parsed;
}

/** A calendar with all defaults but those given. */
export function calendarOf(fields: Partial<Calendar> = {}): Calendar {
  return Calendar.parse({ timeZone: 'Asia/Shanghai', ...fields });
}

/** Zones with changes at midnight, at odd minutes, of half an hour, of whole days, and with none. */
export const zones = fc.constantFrom(
  'Asia/Shanghai',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/Havana',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Pacific/Apia',
  'UTC',
);

export const dates: fc.Arbitrary<LocalDate> = fc
  .date({ min: new Date('1901-01-01'), max: new Date('2198-12-31'), noInvalidDate: true })
  .map((value) => date(value.toISOString().slice(0, 10)));

export const calendars: fc.Arbitrary<Calendar> = fc
  .record({
    timeZone: zones,
    monthStartDay: fc.integer({ min: 1, max: 28 }),
    fiscalYearStartMonth: fc.integer({ min: 1, max: 12 }),
    workingDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  })
  .map(calendarOf);
