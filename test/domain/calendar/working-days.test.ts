import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calendar } from '../../../schemas/calendar.ts';
import { addDays } from '../../../src/domain/calendar/local-date.ts';
import { isWorkingDay, workingDaysBetween } from '../../../src/domain/calendar/working-days.ts';
import { calendarOf, calendars, date, dates } from './arbitraries.ts';

const golden = calendarOf({
  holidays: ['01', '02', '03', '04', '05', '06', '07', '08'].map((day) => ({
    date: `2017-10-${day}`,
    name: '国庆节',
  })),
  makeUpDays: [{ date: '2017-09-30', name: '调休' }],
});

describe('working days', () => {
  it('follow weekdays, holidays and make-up days', () => {
    expect(isWorkingDay(golden, date('2017-09-29'))).toBe(true);
    expect(isWorkingDay(golden, date('2017-09-30'))).toBe(true);
    expect(isWorkingDay(golden, date('2017-10-02'))).toBe(false);
    expect(isWorkingDay(golden, date('2017-10-14'))).toBe(false);
    expect(workingDaysBetween(golden, date('2017-10-01'), date('2017-11-01'))).toBe(17);
    expect(workingDaysBetween(golden, date('2017-09-25'), date('2017-10-09'))).toBe(6);
    expect(workingDaysBetween(golden, date('2017-10-09'), date('2017-10-09'))).toBe(0);
    expect(workingDaysBetween(golden, date('2017-10-10'), date('2017-10-09'))).toBe(0);
  });

  it('add up over adjoining ranges and agree with single days', () => {
    fc.assert(
      fc.property(calendars, dates, fc.nat(400), fc.nat(400), (calendar, from, first, second) => {
        const middle = addDays(from, first);
        const to = addDays(middle, second);
        const count = workingDaysBetween(calendar, from, to);
        expect(count).toBe(
          workingDaysBetween(calendar, from, middle) + workingDaysBetween(calendar, middle, to),
        );
        expect(workingDaysBetween(calendar, from, addDays(from, 1))).toBe(
          isWorkingDay(calendar, from) ? 1 : 0,
        );
        expect(workingDaysBetween(calendar, from, addDays(from, 70))).toBe(calendar.workingDays.length * 10);
      }),
    );
  });
});

describe('the calendar schema', () => {
  it('has defaults for all but the zone', () => {
    expect(Calendar.parse({ timeZone: 'Asia/Shanghai' })).toEqual({
      timeZone: 'Asia/Shanghai',
      monthStartDay: 1,
      fiscalYearStartMonth: 1,
      workingDays: [1, 2, 3, 4, 5],
      holidays: [],
      makeUpDays: [],
    });
  });

  it.each([
    { timeZone: 'Mars/Olympus' },
    { timeZone: '+08:00' },
    {},
    { timeZone: 'UTC', monthStartDay: 29 },
    { timeZone: 'UTC', fiscalYearStartMonth: 0 },
    { timeZone: 'UTC', workingDays: [] },
    { timeZone: 'UTC', workingDays: [1, 1] },
    { timeZone: 'UTC', workingDays: [8] },
    { timeZone: 'UTC', holidays: [{ date: '2017-02-29' }] },
    { timeZone: 'UTC', holidays: [{ date: '1017-02-28' }] },
    { timeZone: 'UTC', holidays: [{ date: '2017-10-01' }], makeUpDays: [{ date: '2017-10-01' }] },
    { timeZone: 'UTC', surprise: true },
  ])('refuses %j', (input) => {
    expect(Calendar.safeParse(input).success).toBe(false);
  });
});
