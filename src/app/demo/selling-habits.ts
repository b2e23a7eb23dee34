import { dayOf, type LocalDate, weekdayOf } from '../../domain/calendar/local-date.ts';
import type { DemoPerson } from './make-staff.ts';

/** What an order line is worth on average, in fen; measured over many generated months. */
const AVERAGE_LINE_FEN = 64_000;

const LINES_PER_ORDER = 1.3;

/** What ability makes of a rep, all but the first in percent. */
export type SellingHabits = Readonly<{
  visitsPerDay: number;
  orders: number;
  completes: number;
  rushes: number;
  opens: number;
}>;

/** The better the rep, the more visits, orders and new outlets, and the fewer visits rushed through. */
export function habitsOf({ skill }: DemoPerson): SellingHabits {
  return {
    visitsPerDay: Math.round(8 + (skill - 60) / 10),
    orders: 18 + skill * 0.13,
    completes: 58 + skill * 0.29,
    rushes: skill < 90 ? 9 : 2,
    opens: skill * 0.13,
  };
}

/** Sundays are free; shops stock up before the weekend, and everybody sprints at the month's end. In percent. */
export function appetiteOn(date: LocalDate): number {
  const [monday, friday, saturday] = [90, 120, 85];
  const weekday = weekdayOf(date);
  const usual = weekday === 1 ? monday : weekday === 5 ? friday : weekday === 6 ? saturday : 100;
  return dayOf(date) >= 26 ? usual * 1.2 : usual;
}

/** What the rep may be expected to sell in so many days, in yuan. */
export function expectedSales(rep: DemoPerson, days: number): number {
  const { visitsPerDay, orders } = habitsOf(rep);
  return Math.round((days * visitsPerDay * orders * LINES_PER_ORDER * AVERAGE_LINE_FEN) / 10_000);
}
