import { dayNumberOf, type LocalDate, weekdayOf } from '../../domain/calendar/local-date.ts';
import type { Happening } from './demo-activity.ts';
import { makeOutlet } from './make-outlets.ts';
import type { DemoProduct } from './make-products.ts';
import type { DemoPerson } from './make-staff.ts';
import type { Random } from './random.ts';
import { appetiteOn, habitsOf } from './selling-habits.ts';
import { type Stop, visitOutlet } from './visit-outlet.ts';

const MINUTE = 60;
const CYCLE_DAYS = { 周: 6, 旬: 10 } as const;

/** One day of a rep: the outlets that have waited longest for their turn, and now and then a new one. Changes `stops`. */
export function repDay(
  rep: DemoPerson,
  date: LocalDate,
  stops: Stop[],
  products: readonly DemoProduct[],
  random: Random,
): readonly Happening[] {
  if (random.chance(3)) return []; // A day of leave.
  const habits = habitsOf(rep);
  const happenings: Happening[] = [];
  // The week begins with a meeting.
  let second =
    (weekdayOf(date) === 1 ? 9 * 60 + 15 : 8 * 60 + random.int(5, 40)) * MINUTE + random.int(0, 59);
  const record = (type: Happening['type'], fields: Happening['fields']) => {
    happenings.push({ type, second, rep: rep.code, fields });
    second += random.int(20, 90);
  };
  const visiting = { habits, appetite: appetiteOn(date), products, random };
  const visit = (stop: Stop) => {
    const { minutes, events } = visitOutlet(stop, visiting);
    second += minutes * MINUTE;
    stop.lastVisit = dayNumberOf(date);
    for (const { type, fields } of events) record(type, fields);
    second += random.int(5, 14) * MINUTE;
  };

  const count = habits.visitsPerDay + random.int(-3, 3) - (weekdayOf(date) === 1 ? 1 : 0);
  for (const stop of nextStops(stops, date).slice(0, count)) visit(stop);
  if (random.chance(habits.opens)) {
    const stop = { outlet: makeOutlet(rep, stops.length + 1, date, random), lastVisit: 0, owedFen: 0 };
    stops.push(stop);
    second += 10 * MINUTE;
    record('outlet.opened', { outlet: stop.outlet.code });
    visit(stop);
  }
  return happenings;
}

function nextStops(stops: readonly Stop[], date: LocalDate): readonly Stop[] {
  const waiting = ({ outlet, lastVisit }: Stop) =>
    (dayNumberOf(date) - lastVisit) / CYCLE_DAYS[outlet.routeCycle];
  // The sort is stable: outlets that waited equally long keep their order.
  return [...stops].sort((a, b) => waiting(b) - waiting(a));
}
