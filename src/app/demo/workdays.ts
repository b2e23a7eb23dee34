import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts';
import { isWorkday } from './public-holidays.ts';

/** The working days from `from` up to but not including `to`. */
export const workdaysOf = (from: LocalDate, to: LocalDate): readonly LocalDate[] => {
  const days: LocalDate[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) if (isWorkday(day)) days.push(day);
  return days;
};

/** The date itself, or the first working day after it. */
export const workdayFrom = (date: LocalDate): LocalDate => {
  let day = date;
  while (!isWorkday(day)) day = addDays(day, 1);
  return day;
};
