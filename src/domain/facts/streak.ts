import type { Calendar } from '../../../schemas/calendar.ts';
import { addDays, type LocalDate } from '../calendar/local-date.ts';
import { periodContaining, previousPeriod } from '../calendar/period.ts';
import type { DayRange } from '../calendar/window.ts';
import { isWorkingDay } from '../calendar/working-days.ts';
import { compareFactNumbers, type FactNumber } from './fact-value.ts';

/** No streak is counted further back than this many periods. */
export const LONGEST_STREAK = { day: 366, week: 104, month: 36 } as const;

export type StreakSource = Readonly<{ unit: 'day' | 'week' | 'month'; atLeast: FactNumber }>;

/**
 * How many periods in a row, up to and including the current one, reached the level. A day that is no working day
 * neither counts nor breaks the row unless it reached the level too.
 */
export const streakOf = (
  { unit, atLeast }: StreakSource,
  calendar: Calendar,
  day: LocalDate,
  read: (range: DayRange) => FactNumber | undefined,
): number => {
  let period = periodContaining(calendar, unit, day);
  let length = 0;
  for (let back = 0; back < LONGEST_STREAK[unit]; back += 1) {
    const tomorrow = addDays(day, 1);
    const value = read({ from: period.from, to: period.to < tomorrow ? period.to : tomorrow });
    if (value !== undefined && compareFactNumbers(value, atLeast) >= 0) length += 1;
    else if (unit !== 'day' || isWorkingDay(calendar, period.from)) break;
    period = previousPeriod(calendar, period);
  }
  return length;
};
