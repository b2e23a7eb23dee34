import { addDays, dayNumberOf, type LocalDate } from '../../domain/calendar/local-date.ts';
import { correctYesterday } from './correct-yesterday.ts';
import { type DemoActivity, type Happening, RECORDED_BY } from './demo-activity.ts';
import type { DemoOutlet } from './make-outlets.ts';
import type { DemoProduct } from './make-products.ts';
import type { DemoPerson } from './make-staff.ts';
import { createRandom } from './random.ts';
import { repDay } from './rep-day.ts';
import type { Stop } from './visit-outlet.ts';
import { workdaysOf } from './workdays.ts';

export type DemoMonth = Readonly<{
  seed: number;
  from: LocalDate;
  asOf: LocalDate;
  reps: readonly DemoPerson[];
  outlets: readonly DemoOutlet[];
  products: readonly DemoProduct[];
}>;

/**
 * What happened from the first day up to and including `asOf`, in order of time, and all outlets there are by then.
 * Each rep's day has a stream of its own, so that a later `asOf` only adds to what an earlier one gives.
 */
export function makeActivities(
  month: DemoMonth,
): Readonly<{ activities: readonly DemoActivity[]; outlets: readonly DemoOutlet[] }> {
  const { seed, from, asOf, reps, products } = month;
  const stopsOf = new Map(reps.map(({ code }) => [code, stopsAt(month, code)]));
  const activities: DemoActivity[] = [];
  let yesterday: readonly DemoActivity[] = [];
  for (const date of workdaysOf(from, addDays(asOf, 1))) {
    const day = dayNumberOf(date);
    const sold = products.filter(({ launchedOn }) => launchedOn <= date);
    const happenings = reps.flatMap((rep, index) =>
      isAtWork(rep, date)
        ? repDay(rep, date, stopsOf.get(rep.code) ?? [], sold, createRandom(seed, day, index))
        : [],
    );
    const corrections = correctYesterday(yesterday, date, products, createRandom(seed, day, -1));
    yesterday = numbered(happenings, date);
    activities.push(...corrections, ...yesterday);
  }
  return { activities, outlets: [...stopsOf.values()].flatMap((stops) => stops.map(({ outlet }) => outlet)) };
}

/** The stops of a rep on the first morning; when each was last visited is told by chance. */
function stopsAt({ seed, from, outlets }: DemoMonth, rep: string): Stop[] {
  const own = outlets.filter((outlet) => outlet.rep === rep);
  const random = createRandom(seed, dayNumberOf(from), Number(rep.slice(1)), -2);
  return own.map((outlet) => ({ outlet, lastVisit: dayNumberOf(from) - random.int(1, 8), owedFen: 0 }));
}

function isAtWork({ hiredOn, leftOn }: DemoPerson, date: LocalDate): boolean {
  return hiredOn <= date && (leftOn === undefined || date <= leftOn);
}

/** Ids as the systems number a day's records: `V250603-0001`. */
function numbered(happenings: readonly Happening[], day: LocalDate): readonly DemoActivity[] {
  const counts = new Map<string, number>();
  return [...happenings]
    .sort((a, b) => a.second - b.second)
    .map(({ type, second, rep, fields }) => {
      const { source, letter } = RECORDED_BY[type];
      const count = (counts.get(letter) ?? 0) + 1;
      counts.set(letter, count);
      const id = `${letter}${day.slice(2).replaceAll('-', '')}-${String(count).padStart(4, '0')}`;
      return { id, source, type, day, second, subject: rep, fields };
    });
}
