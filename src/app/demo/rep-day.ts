import { dayNumberOf, type LocalDate, weekdayOf } from '../../domain/calendar/local-date.ts';
import type { Happening } from './demo-activity.ts';
import type { Random } from './random.ts';
import { hoursOn } from './selling-habits.ts';
import { type Stop, type Visiting, visitOutlet } from './visit-outlet.ts';

const MINUTE = 60;
const NOON = 12 * 60 * MINUTE;
const CYCLE_DAYS = { 周: 6, 旬: 10 } as const;

/** A new customer is opened in order to buy. */
const EAGERNESS = 220;

/** One day of a rep: the outlets that have waited longest for their turn, and now and then a new one. Changes `stops`. */
export const repDay = (
  rep: string,
  date: LocalDate,
  stops: readonly Stop[],
  visiting: Visiting,
): readonly Happening[] => {
  const { habits, random } = visiting;
  if (random.chance(2.5)) return []; // A day of leave.
  const happenings: Happening[] = [];
  let second = startOf(date, random);
  let isRested = false;
  const record = (type: Happening['type'], fields: Happening['fields']) => {
    happenings.push({ type, second, rep, fields });
    second += random.int(20, 90);
  };
  const visit = (stop: Stop, appetite: number) => {
    if (second > NOON && !isRested) {
      isRested = true;
      second += random.int(40, 75) * MINUTE;
    }
    const { minutes, events } = visitOutlet(stop, { ...visiting, appetite });
    second += minutes * MINUTE;
    stop.lastVisit = dayNumberOf(date);
    for (const { type, fields } of events) record(type, fields);
    second += random.int(4, 12) * MINUTE;
  };

  const count = Math.max(3, Math.round((habits.visits * hoursOn(date)) / 100) + random.int(-3, 3));
  for (const stop of nextStops(stops, date).slice(0, count)) visit(stop, visiting.appetite);
  const prospect = random.chance(habits.opens)
    ? stops.find(({ lastVisit }) => lastVisit === undefined)
    : undefined;
  if (prospect) {
    second += 10 * MINUTE;
    record('outlet.opened', { outlet: prospect.outlet.code });
    visit(prospect, EAGERNESS);
  }
  return happenings;
};

/** The week begins with a meeting. */
const startOf = (date: LocalDate, random: Random): number =>
  (weekdayOf(date) === 1 ? 9 * 60 + 15 : 8 * 60 + random.int(5, 40)) * MINUTE + random.int(0, 59);

const nextStops = (stops: readonly Stop[], date: LocalDate): readonly Stop[] =>
  stops
    .flatMap((stop) => {
      const { outlet, lastVisit } = stop;
      if (lastVisit === undefined) return [];
      return [{ stop, waited: (dayNumberOf(date) - lastVisit) / CYCLE_DAYS[outlet.routeCycle] }];
    })
    // The sort is stable: outlets that waited equally long keep their order.
    .sort((a, b) => b.waited - a.waited)
    .map(({ stop }) => stop);
