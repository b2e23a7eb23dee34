import type { PeriodUnit } from '../../../schemas/common.ts';
import type { Plan } from '../../../schemas/plan.ts';
import { type Period, periodsWithin } from './period.ts';

/** From the shortest to the longest. */
export const UNITS: readonly PeriodUnit[] = ['day', 'week', 'xun', 'month', 'quarter', 'year'];

/**
 * The pay periods that a period settles: itself, or those that end within a longer one. None for a period shorter than
 * the pay cycle, whose settlement is only a report.
 */
export const payPeriodsOf = (
  { calendar, payCycle }: Pick<Plan, 'calendar' | 'payCycle'>,
  period: Period,
): Period[] =>
  UNITS.indexOf(period.unit) < UNITS.indexOf(payCycle) ? [] : periodsWithin(calendar, payCycle, period);

/**
 * The periods of a unit that close with a period: all that end within what it pays, since a quarter's champion is paid
 * in the month of the quarter's last day; of a report only those that lie within it.
 */
export const closedWith = (
  plan: Pick<Plan, 'calendar' | 'payCycle'>,
  unit: PeriodUnit,
  period: Period,
): Period[] => {
  const closed = periodsWithin(plan.calendar, unit, period);
  return payPeriodsOf(plan, period).length > 0 ? closed : closed.filter(({ from }) => from >= period.from);
};
