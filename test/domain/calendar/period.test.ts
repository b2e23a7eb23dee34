import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../src/domain/calendar/local-date.ts';
import {
  type PeriodUnit,
  parsePeriod,
  periodBounds,
  periodContaining,
  periodsWithin,
  previousPeriod,
} from '../../../src/domain/calendar/period.ts';
import { calendarOf, calendars, date, dates } from './arbitraries.ts';

const UNITS: readonly PeriodUnit[] = ['day', 'week', 'xun', 'month', 'quarter', 'year'];
const units = fc.constantFrom(...UNITS);
const plain = calendarOf();
const company = calendarOf({ monthStartDay: 26, fiscalYearStartMonth: 6 });

describe('parsePeriod', () => {
  it.each([
    ['2017-03-09', '2017-03-09', '2017-03-10'],
    ['2017-W10', '2017-03-06', '2017-03-13'],
    ['2017-03', '2017-03-01', '2017-04-01'],
    ['2017-02-C', '2017-02-21', '2017-03-01'],
    ['2016-02-C', '2016-02-21', '2016-03-01'],
    ['2017-03-B', '2017-03-11', '2017-03-21'],
    ['2017-Q3', '2017-07-01', '2017-10-01'],
    ['2017', '2017-01-01', '2018-01-01'],
  ])('plain %s', (label, from, to) => {
    expect(parsePeriod(plain, label)).toMatchObject({ label, from, to });
  });

  it.each([
    ['2017-03', '2017-02-26', '2017-03-26'],
    ['2017-01', '2016-12-26', '2017-01-26'],
    ['2017-03-A', '2017-02-26', '2017-03-08'],
    ['2017-03-B', '2017-03-08', '2017-03-18'],
    ['2017-03-C', '2017-03-18', '2017-03-26'],
    ['2017', '2016-05-26', '2017-05-26'],
    ['2017-Q3', '2016-11-26', '2017-02-26'],
    ['2017-Q4', '2017-02-26', '2017-05-26'],
    ['2017-W10', '2017-03-06', '2017-03-13'],
  ])('company %s', (label, from, to) => {
    expect(parsePeriod(company, label)).toMatchObject({ label, from, to });
  });

  it('names a fiscal year after the year in which it ends', () => {
    const fiscal = calendarOf({ fiscalYearStartMonth: 6 });
    expect(parsePeriod(fiscal, '2017')).toMatchObject({ from: '2016-06-01', to: '2017-06-01' });
    expect(parsePeriod(fiscal, '2017-Q3')).toMatchObject({ from: '2016-12-01', to: '2017-03-01' });
    expect(periodContaining(fiscal, 'quarter', date('2017-05-31')).label).toBe('2017-Q4');
    expect(periodContaining(fiscal, 'quarter', date('2017-06-01')).label).toBe('2018-Q1');
  });

  it.each([
    ['2015-W53', '2015-12-28'],
    ['2016-W01', '2016-01-04'],
    ['2019-W01', '2018-12-31'],
    ['2020-W53', '2020-12-28'],
    ['2009-W53', '2009-12-28'],
  ])('ISO week %s starts on %s', (label, from) => {
    expect(parsePeriod(plain, label)?.from).toBe(from);
    expect(periodContaining(plain, 'week', date(from)).label).toBe(label);
  });

  it('gives days at the turn of the year to the week of their Thursday', () => {
    expect(periodContaining(plain, 'week', date('2016-01-03')).label).toBe('2015-W53');
    expect(periodContaining(plain, 'week', date('2017-01-01')).label).toBe('2016-W52');
    expect(periodContaining(plain, 'week', date('2024-12-30')).label).toBe('2025-W01');
  });

  it.each([
    '2017-W53',
    '2017-W00',
    '2017-W54',
    '2017-13',
    '2017-00',
    '2017-00-A',
    '2017-03-D',
    '2017-Q0',
    '2017-Q5',
    '2017-02-29',
    '1898',
    '2201',
    '17',
    '2017-3',
    '2017-w10',
    '2017-03 ',
    '2017\n',
    '',
  ])('refuses %j', (label) => {
    expect(parsePeriod(plain, label)).toBeUndefined();
  });

  it('reads back the label of every period that holds a date', () => {
    const edges = fc.constantFrom('1900-01-01', '2199-12-31', '2016-02-29', '2016-12-31').map(date);
    fc.assert(
      fc.property(calendars, units, fc.oneof(dates, edges), (calendar, unit, day) => {
        const period = periodContaining(calendar, unit, day);
        expect(parsePeriod(calendar, period.label)).toEqual(period);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('periods of any calendar', () => {
  it('tile the time line: neighbours touch, and every date lies in exactly one', () => {
    fc.assert(
      fc.property(calendars, units, dates, (calendar, unit, day) => {
        const period = periodContaining(calendar, unit, day);
        expect(period.from <= day && day < period.to).toBe(true);
        expect(periodContaining(calendar, unit, period.from)).toEqual(period);
        expect(periodContaining(calendar, unit, addDays(period.to, -1))).toEqual(period);
        expect(previousPeriod(calendar, period, 1).to).toBe(period.from);
        expect(previousPeriod(calendar, period, -1).from).toBe(period.to);
        expect(periodContaining(calendar, unit, period.to).label).not.toBe(period.label);
      }),
      { numRuns: 1_000 },
    );
  });

  it('go back and forth', () => {
    fc.assert(
      fc.property(calendars, units, dates, fc.integer({ min: -200, max: 200 }), (calendar, unit, day, n) => {
        const period = periodContaining(calendar, unit, day);
        expect(previousPeriod(calendar, previousPeriod(calendar, period, n), -n)).toEqual(period);
        expect(previousPeriod(calendar, period, 0)).toEqual(period);
      }),
    );
    expect(() => previousPeriod(plain, periodContaining(plain, 'day', date('2017-01-01')), 0.5)).toThrow(
      RangeError,
    );
  });

  it('nest: months hold three 旬, quarters three months, years four quarters', () => {
    fc.assert(
      fc.property(calendars, dates, (calendar, day) => {
        for (const [inner, outer, count] of [
          ['xun', 'month', 3],
          ['month', 'quarter', 3],
          ['quarter', 'year', 4],
        ] as const) {
          const whole = periodContaining(calendar, outer, day);
          const parts = periodsWithin(calendar, inner, whole);
          expect(parts).toHaveLength(count);
          expect([parts.at(0)?.from, parts.at(-1)?.to]).toEqual([whole.from, whole.to]);
        }
        const month = periodContaining(calendar, 'month', day);
        expect(periodsWithin(calendar, 'day', month)).toHaveLength(daysBetween(month.from, month.to));
      }),
    );
  });

  it('give each week to the one outer period in which it ends', () => {
    fc.assert(
      fc.property(calendars, fc.constantFrom('month', 'quarter', 'year'), dates, (calendar, outer, day) => {
        const week = periodContaining(calendar, 'week', day);
        const owner = periodContaining(calendar, outer, addDays(week.to, -1));
        const owners = [
          previousPeriod(calendar, owner, 1),
          owner,
          previousPeriod(calendar, owner, -1),
        ].filter((candidate) =>
          periodsWithin(calendar, 'week', candidate).some(({ label }) => label === week.label),
        );
        expect(owners).toEqual([owner]);
      }),
    );
  });

  it('have bounds that touch', () => {
    fc.assert(
      fc.property(calendars, units, dates, (calendar, unit, day) => {
        const period = periodContaining(calendar, unit, day);
        const { startsAt, endsAt } = periodBounds(calendar, period);
        expect(periodBounds(calendar, previousPeriod(calendar, period)).endsAt).toBe(startsAt);
        expect(startsAt).toBeLessThanOrEqual(endsAt);
      }),
    );
  });
});

describe('periodBounds', () => {
  it('follows the clocks of the zone', () => {
    const berlin = calendarOf({ timeZone: 'Europe/Berlin' });
    const month = periodContaining(berlin, 'month', date('2017-03-09'));
    expect(periodBounds(berlin, month)).toEqual({
      startsAt: Date.parse('2017-02-28T23:00:00Z'),
      endsAt: Date.parse('2017-03-31T22:00:00Z'),
    });
  });

  it('is empty for a day that the zone skipped', () => {
    const apia = calendarOf({ timeZone: 'Pacific/Apia' });
    const { startsAt, endsAt } = periodBounds(apia, periodContaining(apia, 'day', date('2011-12-30')));
    expect(startsAt).toBe(endsAt);
  });
});
