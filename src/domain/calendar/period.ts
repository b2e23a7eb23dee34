import type { Calendar } from '../../../schemas/calendar.ts';
import {
  DATE_YEARS,
  dateOfDayNumber,
  dayNumberFromCivil,
  type LocalDate,
  parseLocalDate,
} from './local-date.ts';
import { ordinalOf, type Period, type PeriodUnit, periodAt } from './period-ordinal.ts';
import { startOfDay } from './zone-rules.ts';

export type { Period, PeriodUnit } from './period-ordinal.ts';

/**
 * The one period of the unit that holds the date. The periods of a unit tile the time line.
 *
 * A company month starts on the calendar's `monthStartDay`; from day 2 on it is named after the month in which it
 * ends (day 26: `2017-03` is 2017-02-26 to 2017-03-25). Its 旬 are days 1–10 (A), 11–20 (B) and the rest (C).
 * A fiscal year starts with company month `fiscalYearStartMonth` and is named after the year in which it ends
 * (month 6: `2017` is company months 2016-06 to 2017-05); its quarters are three company months each.
 */
export function periodContaining(calendar: Calendar, unit: PeriodUnit, date: LocalDate): Period {
  return periodAt(calendar, unit, ordinalOf(calendar, unit, date));
}

/**
 * The period with this label: `2017-03-09`, `2017-W10` (ISO week), `2017-03`, `2017-03-A` to `C`, `2017-Q3`, `2017`.
 * Undefined for other text, dates and weeks that do not exist, and years outside 1900–2199 (for periods longer
 * than a day 1899–2200, so that the label of any period that holds a date can be read back).
 */
export function parsePeriod(calendar: Calendar, label: string): Period | undefined {
  const day = parseLocalDate(label);
  if (day) return periodContaining(calendar, 'day', day);
  const match = /^(\d{4})(?:-(?:W(\d{2})|Q([1-4])|(\d{2})(?:-([ABC]))?))?$/.exec(label);
  if (!match) return undefined;
  const [, yearText, week, quarter, month, xun] = match;
  const year = Number(yearText);
  if (year < DATE_YEARS.first - 1 || year > DATE_YEARS.last + 1) return undefined;
  if (week !== undefined) return isoWeek(calendar, year, Number(week), label);
  if (quarter !== undefined) return periodAt(calendar, 'quarter', year * 4 + Number(quarter) - 1);
  if (month === undefined) return periodAt(calendar, 'year', year);
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  const ordinal = year * 12 + Number(month) - 1;
  if (xun === undefined) return periodAt(calendar, 'month', ordinal);
  return periodAt(calendar, 'xun', ordinal * 3 + 'ABC'.indexOf(xun));
}

/**
 * The period of the same unit `n` periods back, or forward when `n` is negative.
 * Throws RangeError unless `n` is an integer, and beyond the years 1000 to 9999.
 */
export function previousPeriod(calendar: Calendar, period: Period, n = 1): Period {
  if (!Number.isSafeInteger(n)) throw new RangeError('the number of periods must be an integer');
  return periodAt(calendar, period.unit, ordinalOf(calendar, period.unit, period.from) - n);
}

/** The periods of the unit whose last day lies in `outer`, in time order: a week belongs to the month it ends in. */
export function periodsWithin(calendar: Calendar, unit: PeriodUnit, outer: Period): Period[] {
  const periods: Period[] = [];
  let ordinal = ordinalOf(calendar, unit, outer.from);
  for (;;) {
    const period = periodAt(calendar, unit, ordinal);
    if (period.to > outer.to) return periods;
    periods.push(period);
    ordinal += 1;
  }
}

/** The period as instants (epoch milliseconds) in the calendar's time zone, half-open. */
export function periodBounds(calendar: Calendar, period: Period): { startsAt: number; endsAt: number } {
  return {
    startsAt: startOfDay(period.from, calendar.timeZone),
    endsAt: startOfDay(period.to, calendar.timeZone),
  };
}

/** January 4 always lies in week 1; a week 53 that the year does not have comes back under another label. */
function isoWeek(calendar: Calendar, year: number, week: number, label: string): Period | undefined {
  const firstWeek = ordinalOf(calendar, 'week', dateOfDayNumber(dayNumberFromCivil(year, 1, 4)));
  const period = periodAt(calendar, 'week', firstWeek + week - 1);
  return period.label === label ? period : undefined;
}
