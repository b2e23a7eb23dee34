import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../src/domain/calendar/local-date.ts';
import { parsePeriod, periodContaining, previousPeriod } from '../../../src/domain/calendar/period.ts';
import { parseWindow, windowRange } from '../../../src/domain/calendar/window.ts';
import { calendarOf, calendars, date, dates } from '../calendar/arbitraries.ts';
import { catalogueCompiler } from '../conditions/builders.ts';

const plain = calendarOf();
const from26th = calendarOf({ monthStartDay: 26 });

const range = (
  window: string,
  day: string,
  { calendar = plain, ago = 0, period = undefined as string | undefined } = {},
) => {
  const spec = parseWindow(window, ago);
  if (!spec) throw new Error(`${window} is no window`);
  return windowRange(calendar, spec, {
    day: date(day),
    period: period === undefined ? undefined : parsePeriod(calendar, period),
  });
};

describe('windows', () => {
  it.each([
    ['day', '2017-03-09', '2017-03-09', '2017-03-10'],
    ['week', '2017-03-09', '2017-03-06', '2017-03-10'],
    ['xun', '2017-03-15', '2017-03-11', '2017-03-16'],
    ['month', '2017-03-09', '2017-03-01', '2017-03-10'],
    ['month', '2017-03-31', '2017-03-01', '2017-04-01'],
    ['quarter', '2017-02-09', '2017-01-01', '2017-02-10'],
    ['year', '2017-03-09', '2017-01-01', '2017-03-10'],
    ['rolling-7', '2017-03-09', '2017-03-03', '2017-03-10'],
    ['rolling-1', '2017-03-09', '2017-03-09', '2017-03-10'],
    ['previous-3-month', '2017-03-09', '2016-12-01', '2017-03-01'],
    ['previous-1-week', '2017-03-09', '2017-02-27', '2017-03-06'],
    ['lifetime', '2017-03-09', undefined, '2017-03-10'],
  ])('%s on %s is %s up to %s', (window, day, from, to) => {
    expect(range(window, day)).toEqual({ from, to });
  });

  it('look back whole periods with ago', () => {
    expect(range('month', '2017-03-31', { ago: 1 })).toEqual({ from: '2017-02-01', to: '2017-03-01' });
    expect(range('month', '2017-03-09', { ago: 12 })).toEqual({ from: '2016-03-01', to: '2016-04-01' });
    expect(range('quarter', '2017-03-09', { ago: 1 })).toEqual({ from: '2016-10-01', to: '2017-01-01' });
  });

  it('take the unit of previous-n from the period that is judged', () => {
    expect(range('previous-3', '2017-03-31', { period: '2017-Q1' })).toEqual({
      from: '2016-04-01',
      to: '2017-01-01',
    });
    expect(range('previous-3', '2017-03-12', { period: '2017-W10' })).toEqual({
      from: '2017-02-13',
      to: '2017-03-06',
    });
    expect(range('previous-3', '2017-03-09')).toEqual(range('previous-3-month', '2017-03-09'));
  });

  it('follow a company month that starts on the 26th', () => {
    expect(range('month', '2017-02-25', { calendar: from26th })).toEqual({
      from: '2017-01-26',
      to: '2017-02-26',
    });
    expect(range('month', '2017-02-26', { calendar: from26th })).toEqual({
      from: '2017-02-26',
      to: '2017-02-27',
    });
    expect(range('previous-3-month', '2017-03-09', { calendar: from26th })).toEqual({
      from: '2016-11-26',
      to: '2017-02-26',
    });
    expect(range('month', '2017-03-09', { calendar: from26th, ago: 1 })).toEqual({
      from: '2017-01-26',
      to: '2017-02-26',
    });
    expect(range('quarter', '2016-12-26', { calendar: from26th })).toEqual({
      from: '2016-12-26',
      to: '2016-12-27',
    });
  });

  it.each([
    'months',
    'rolling-0',
    'rolling-',
    'rolling-07',
    'previous-0',
    'previous-3-decade',
    'previous--month',
    ' day',
    'constructor',
    '',
  ])('refuse %j', (text) => {
    expect(parseWindow(text)).toBeUndefined();
  });

  it('refuse periods back where there are none to count', () => {
    for (const window of ['rolling-30', 'lifetime', 'previous-3-month']) {
      const compiler = catalogueCompiler();
      compiler.resolve({ fact: 'metric', params: { metric: 'sales', window, ago: 2 } }, []);
      expect(compiler.problems.list, window).toMatchObject([{ pointer: '/params/ago' }]);
    }
  });

  it('never reach beyond today, and cover each period whole at its close', () => {
    const units = fc.constantFrom('day', 'week', 'xun', 'month', 'quarter', 'year');
    fc.assert(
      fc.property(calendars, dates, units, fc.nat(5), (calendar, day, unit, ago) => {
        const period = periodContaining(calendar, unit as 'day', day);
        const spec = parseWindow(unit, ago);
        const previous = parseWindow(`previous-${ago + 1}-${unit}`);
        if (!spec || !previous) throw new Error('no window');
        const now = windowRange(calendar, spec, { day, period });
        expect(now.to <= addDays(day, 1)).toBe(true);
        const atClose = windowRange(calendar, spec, { day: addDays(period.to, -1), period });
        const meant = previousPeriod(calendar, period, ago);
        expect(atClose).toEqual({ from: meant.from, to: meant.to });
        expect(windowRange(calendar, previous, { day, period })).toEqual({
          from: previousPeriod(calendar, period, ago + 1).from,
          to: period.from,
        });
        const rolling = windowRange(calendar, { kind: 'rolling', days: ago + 1 }, { day, period: undefined });
        expect(rolling.from && daysBetween(rolling.from, rolling.to)).toBe(ago + 1);
      }),
    );
  });
});
