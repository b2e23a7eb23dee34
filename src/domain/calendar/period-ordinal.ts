import type { Calendar } from '../../../schemas/calendar.ts';
import {
  dateOfDayNumber,
  dayNumberFromCivil,
  dayNumberOf,
  dayOf,
  type LocalDate,
  modulo,
  monthOf,
  twoDigits,
  yearOf,
} from './local-date.ts';

/** `week` is the ISO week, `xun` (旬) a third of a company month, `quarter` and `year` are fiscal. */
export type PeriodUnit = 'day' | 'week' | 'xun' | 'month' | 'quarter' | 'year';

/** A half-open range of local dates, `from` up to but not including `to`; never empty. */
export type Period = Readonly<{ unit: PeriodUnit; label: string; from: LocalDate; to: LocalDate }>;

/**
 * Numbers the periods of a unit in time order without gaps, so that "n periods back" is a subtraction:
 * days and weeks from 1970, company months from year 0, and the others as fixed groups or parts of months.
 */
export function ordinalOf(calendar: Calendar, unit: PeriodUnit, date: LocalDate): number {
  switch (unit) {
    case 'day':
      return dayNumberOf(date);
    case 'week':
      return Math.floor((dayNumberOf(date) - FIRST_MONDAY) / 7);
    case 'xun': {
      const month = monthOrdinal(calendar, date);
      const day = dayNumberOf(date) - monthStart(calendar, month);
      return month * 3 + Math.min(2, Math.floor(day / 10));
    }
    case 'month':
      return monthOrdinal(calendar, date);
    case 'quarter':
      return Math.floor((monthOrdinal(calendar, date) - fiscalShift(calendar)) / 3);
    case 'year':
      return Math.floor((monthOrdinal(calendar, date) - fiscalShift(calendar)) / 12);
  }
}

/** The period with this ordinal. Throws RangeError beyond the years 1000 to 9999. */
export function periodAt(calendar: Calendar, unit: PeriodUnit, ordinal: number): Period {
  const start = startOfOrdinal(calendar, unit, ordinal);
  const from = dateOfDayNumber(start);
  const to = dateOfDayNumber(startOfOrdinal(calendar, unit, ordinal + 1));
  return { unit, label: labelOf(unit, ordinal, start), from, to };
}

/** The day number of the Monday of the week that holds day 0, a Thursday. */
const FIRST_MONDAY = -3;

function startOfOrdinal(calendar: Calendar, unit: PeriodUnit, ordinal: number): number {
  switch (unit) {
    case 'day':
      return ordinal;
    case 'week':
      return FIRST_MONDAY + ordinal * 7;
    case 'xun':
      return monthStart(calendar, Math.floor(ordinal / 3)) + modulo(ordinal, 3) * 10;
    case 'month':
      return monthStart(calendar, ordinal);
    case 'quarter':
      return monthStart(calendar, ordinal * 3 + fiscalShift(calendar));
    case 'year':
      return monthStart(calendar, ordinal * 12 + fiscalShift(calendar));
  }
}

function labelOf(unit: PeriodUnit, ordinal: number, startDay: number): string {
  switch (unit) {
    case 'day':
      return dateOfDayNumber(startDay);
    case 'week':
      return weekLabel(startDay);
    case 'xun':
      return `${monthLabel(Math.floor(ordinal / 3))}-${'ABC'.charAt(modulo(ordinal, 3))}`;
    case 'month':
      return monthLabel(ordinal);
    case 'quarter':
      return `${Math.floor(ordinal / 4)}-Q${modulo(ordinal, 4) + 1}`;
    case 'year':
      return String(ordinal);
  }
}

/** ISO 8601: a week belongs to the year of its Thursday. */
function weekLabel(monday: number): string {
  const thursday = monday + 3;
  const year = yearOf(dateOfDayNumber(thursday));
  return `${year}-W${twoDigits(Math.floor((thursday - dayNumberFromCivil(year, 1, 1)) / 7) + 1)}`;
}

function monthLabel(month: number): string {
  return `${Math.floor(month / 12)}-${twoDigits(modulo(month, 12) + 1)}`;
}

/** Company months count as year × 12 + month − 1 of the month they are named after, in which they end. */
function monthOrdinal(calendar: Calendar, date: LocalDate): number {
  const startsLater = calendar.monthStartDay > 1 && dayOf(date) >= calendar.monthStartDay;
  return yearOf(date) * 12 + monthOf(date) - 1 + (startsLater ? 1 : 0);
}

function monthStart(calendar: Calendar, month: number): number {
  const startsIn = calendar.monthStartDay > 1 ? month - 1 : month;
  return dayNumberFromCivil(Math.floor(startsIn / 12), modulo(startsIn, 12) + 1, calendar.monthStartDay);
}

/** Months from year × 12 to the first month of the fiscal year, which is named after the year in which it ends. */
function fiscalShift(calendar: Calendar): number {
  return calendar.fiscalYearStartMonth > 1 ? calendar.fiscalYearStartMonth - 13 : 0;
}
