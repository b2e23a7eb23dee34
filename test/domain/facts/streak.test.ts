import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type LocalDate } from '../../../src/domain/calendar/local-date.ts';
import { isWorkingDay } from '../../../src/domain/calendar/working-days.ts';
import { LONGEST_STREAK, streakOf } from '../../../src/domain/facts/streak.ts';
import { calendarOf, calendars, date, dates } from '../calendar/arbitraries.ts';

const golden = calendarOf({
  holidays: [{ date: '2017-10-02' }, { date: '2017-10-03' }],
  makeUpDays: [{ date: '2017-09-30' }],
});

/** The streak of days when these days, and no others, reached the level. */
const days = (reached: readonly string[], today: string, calendar = golden) =>
  streakOf(
    { unit: 'day', atLeast: 1 },
    calendar,
    date(today),
    ({ from, to }) => reached.filter((day) => from !== undefined && day >= from && day < to).length,
  );

describe('streaks', () => {
  it('count working days in a row, today included', () => {
    expect(days(['2017-09-27', '2017-09-28', '2017-09-29'], '2017-09-29')).toBe(3);
    expect(days(['2017-09-27', '2017-09-29'], '2017-09-29')).toBe(1);
    expect(days(['2017-09-27', '2017-09-28'], '2017-09-29')).toBe(0);
  });

  it('step over weekends and holidays, which neither count nor break', () => {
    expect(days(['2017-09-22', '2017-09-25'], '2017-09-25')).toBe(2);
    expect(days(['2017-09-29', '2017-09-30', '2017-10-04'], '2017-10-04')).toBe(3);
    expect(days(['2017-09-29', '2017-09-30'], '2017-10-03')).toBe(2);
  });

  it('break on a make-up day without work', () => {
    expect(days(['2017-09-29', '2017-10-04'], '2017-10-04')).toBe(1);
  });

  it('count a day off that was worked nevertheless', () => {
    expect(days(['2017-09-22', '2017-09-23', '2017-09-25'], '2017-09-25')).toBe(3);
  });

  it('count weeks and company months, the current one so far', () => {
    const calendar = calendarOf({ monthStartDay: 26 });
    const read =
      (values: Readonly<Record<string, number>>) =>
      ({ from, to }: { from: LocalDate | undefined; to: LocalDate }) =>
        Object.entries(values).reduce(
          (total, [day, value]) => (from !== undefined && day >= from && day < to ? total + value : total),
          0,
        );
    const values = { '2017-01-25': 9, '2017-01-26': 5, '2017-03-01': 5, '2017-03-28': 5 };
    expect(streakOf({ unit: 'month', atLeast: 5 }, calendar, date('2017-03-28'), read(values))).toBe(4);
    expect(streakOf({ unit: 'month', atLeast: 5 }, calendar, date('2017-03-27'), read(values))).toBe(0);
    expect(streakOf({ unit: 'month', atLeast: 6 }, calendar, date('2017-01-25'), read(values))).toBe(1);
    expect(streakOf({ unit: 'week', atLeast: 5 }, calendar, date('2017-03-01'), read(values))).toBe(1);
  });

  it('break where the figure is unknown, and end at the longest', () => {
    expect(streakOf({ unit: 'month', atLeast: 1 }, golden, date('2017-09-29'), () => undefined)).toBe(0);
    expect(streakOf({ unit: 'month', atLeast: 1 }, golden, date('2017-09-29'), () => 1)).toBe(
      LONGEST_STREAK.month,
    );
  });

  it('equal a plain walk backwards over days', () => {
    fc.assert(
      fc.property(
        calendars,
        dates,
        fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
        (calendar, today, worked) => {
          const reached = new Set(worked.flatMap((yes, back) => (yes ? [addDays(today, -back)] : [])));
          let expected = 0;
          for (let back = 0; back < 366; back += 1) {
            const day = addDays(today, -back);
            if (reached.has(day)) expected += 1;
            else if (isWorkingDay(calendar, day)) break;
          }
          expect(
            streakOf({ unit: 'day', atLeast: 1 }, calendar, today, ({ from }) =>
              from && reached.has(from) ? 1 : 0,
            ),
          ).toBe(expected);
        },
      ),
    );
  });
});
