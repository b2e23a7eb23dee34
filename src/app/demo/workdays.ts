import { addDays, type LocalDate, weekdayOf } from '../../domain/calendar/local-date.ts';

/** The days from `from` up to but not including `to`, without Sundays. */
export function workdaysOf(from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) if (weekdayOf(day) !== 7) days.push(day);
  return days;
}
