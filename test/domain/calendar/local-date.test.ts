import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, parseLocalDate, weekdayOf } from '../../../src/domain/calendar/local-date.ts';
import { date, dates } from './arbitraries.ts';

describe('parseLocalDate', () => {
  it.each(['2017-03-09', '2016-02-29', '2000-02-29', '1900-01-01', '2199-12-31'])('takes %s', (text) => {
    expect(parseLocalDate(text)).toBe(text);
  });

  it.each([
    '2017-02-29',
    '1900-02-29',
    '2100-02-29',
    '2017-04-31',
    '2017-00-10',
    '2017-13-01',
    '2017-01-00',
    '2017-01-32',
    '1899-12-31',
    '2200-01-01',
    '2017-3-9',
    '2017/03/09',
    ' 2017-03-09',
    '2017-03-09\n',
    '2017-03-09T00:00',
    '',
  ])('refuses %j', (text) => {
    expect(parseLocalDate(text)).toBeUndefined();
  });

  it('agrees with the built-in calendar on any numbers', () => {
    const numbers = fc.tuple(fc.integer({ min: 1900, max: 2199 }), fc.nat(14), fc.nat(33));
    fc.assert(
      fc.property(numbers, ([year, month, day]) => {
        const two = (value: number) => String(value).padStart(2, '0');
        const text = `${year}-${two(month)}-${two(day)}`;
        const builtIn = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
        expect(parseLocalDate(text)).toBe(builtIn === text ? text : undefined);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('day arithmetic', () => {
  it('crosses leap days and year ends', () => {
    expect(addDays(date('2016-02-28'), 1)).toBe('2016-02-29');
    expect(addDays(date('2017-02-28'), 1)).toBe('2017-03-01');
    expect(addDays(date('2017-01-01'), -1)).toBe('2016-12-31');
    expect(daysBetween(date('2016-01-01'), date('2017-01-01'))).toBe(366);
    expect(() => addDays(date('2017-01-01'), 4_000_000)).toThrow(RangeError);
    expect(() => addDays(date('2017-01-01'), 0.5)).toThrow(RangeError);
  });

  it('agrees with the built-in calendar', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
        const to = addDays(from, days);
        expect(to).toBe(new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10));
        expect(daysBetween(from, to)).toBe(days);
        expect(weekdayOf(to)).toBe(new Date(to).getUTCDay() || 7);
        expect(from < to).toBe(days > 0);
      }),
      { numRuns: 1_000 },
    );
  });
});
