import type { Calendar } from '../../../schemas/calendar.ts';
import { dayNumberOf, type LocalDate, parseLocalDate, weekdayOfDayNumber } from './local-date.ts';

type DayTable = Readonly<{ weekdays: ReadonlySet<number>; exceptions: ReadonlyMap<number, boolean> }>;

/** One table per calendar object, which nobody changes once it is parsed. */
const tables = new WeakMap<Calendar, DayTable>();

/** Whether the company works on the date: a make-up day (调休) yes, a holiday no, otherwise by the weekday. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  return isWorked(tableOf(calendar), dayNumberOf(date));
}

/** The number of working days from `from` up to but not including `to`; 0 when `to` is not later. */
export function workingDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): number {
  const table = tableOf(calendar);
  const end = dayNumberOf(to);
  let count = 0;
  for (let day = dayNumberOf(from); day < end; day += 1) {
    if (isWorked(table, day)) count += 1;
  }
  return count;
}

function isWorked(table: DayTable, dayNumber: number): boolean {
  return table.exceptions.get(dayNumber) ?? table.weekdays.has(weekdayOfDayNumber(dayNumber));
}

function tableOf(calendar: Calendar): DayTable {
  const known = tables.get(calendar);
  if (known) return known;
  const exceptions = new Map<number, boolean>();
  const declare = (days: Calendar['holidays'], worked: boolean) => {
    for (const { date } of days) {
      const parsed = parseLocalDate(date);
      if (parsed) exceptions.set(dayNumberOf(parsed), worked);
    }
  };
  declare(calendar.holidays, false);
  declare(calendar.makeUpDays, true);
  const table = { weekdays: new Set(calendar.workingDays), exceptions };
  tables.set(calendar, table);
  return table;
}
