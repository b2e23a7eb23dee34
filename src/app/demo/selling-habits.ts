import {
  addDays,
  dayOf,
  daysBetween,
  type LocalDate,
  monthOf,
  weekdayOf,
  yearOf,
} from '../../domain/calendar/local-date.ts';
import type { DemoRep } from './demo-staff.ts';
import { createRandom } from './random.ts';

/** What a rep does on an ordinary day; all but the number of visits in percent. */
export type SellingHabits = Readonly<{
  visits: number;
  orders: number;
  completes: number;
  rushes: number;
  opens: number;
  collects: number;
}>;

/** A stream of choices of its own. */
const FORM = -3;

/**
 * The better the rep, the more visits, orders and new outlets, and the fewer visits rushed through. `form` is how well
 * things go, in percent of what can be expected of the rep.
 */
export const habitsOf = ({ talents }: DemoRep, form: number): SellingHabits => {
  const { diligence, discipline, selling, hunting, collecting } = talents;
  return {
    visits: (12.6 + (diligence - 100) / 10) * (0.5 + form / 200),
    orders: ((21 + selling * 0.13) * form) / 100,
    completes: 62 + discipline * 0.26,
    rushes: discipline < 90 ? 8 : 2,
    opens: Math.max(1, (hunting - 45) * 0.13),
    collects: 4 + collecting * 0.22,
  };
};

/** Everybody has better months and worse ones, and newcomers need two of them to reach what they can do. */
export const formOn = (seed: number, rep: DemoRep, date: LocalDate): number => {
  const month = yearOf(date) * 12 + monthOf(date);
  return (createRandom(seed, FORM, rep.number, month).int(86, 114) * growthOn(rep, date)) / 100;
};

/** What a rep has learned by a day, in percent. */
export const growthOn = ({ hiredOn }: DemoRep, date: LocalDate): number =>
  Math.min(100, 72 + 3.5 * Math.floor(daysBetween(hiredOn, date) / 7));

/** Days before the end of a month on which everybody sprints (月末冲). */
const SPRINT_DAYS = 5;

/** How readily shops order, in percent: they stock up before the weekend, and months begin slowly and end in a sprint. */
export const appetiteOn = (date: LocalDate): number => {
  const [monday, friday] = [90, 118];
  const weekday = weekdayOf(date);
  const usual = weekday === 1 ? monday : weekday === 5 ? friday : 100;
  if (dayOf(addDays(date, SPRINT_DAYS)) <= SPRINT_DAYS) return usual * 1.28;
  return dayOf(date) <= 5 ? usual * 0.92 : usual;
};

/** The part of a day that is worked, in percent: Saturdays are short, and Mondays begin with a meeting. */
export const hoursOn = (date: LocalDate): number => {
  const weekday = weekdayOf(date);
  return weekday === 6 ? 66 : weekday === 1 ? 92 : 100;
};
