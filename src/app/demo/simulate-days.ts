import { addDays, dayNumberOf, type LocalDate } from '../../domain/calendar/local-date.ts';
import type { Company } from './company.ts';
import { correctYesterday } from './correct-yesterday.ts';
import { type DemoActivity, type Happening, RECORDED_BY } from './demo-activity.ts';
import { holderOn } from './demo-staff.ts';
import { assortmentOn } from './order-lines.ts';
import { createRandom } from './random.ts';
import { repDay } from './rep-day.ts';
import { appetiteOn, formOn, habitsOf } from './selling-habits.ts';
import type { Stop } from './visit-outlet.ts';
import { workdaysOf } from './workdays.ts';

/** A working day and everything that was recorded on it, in order of time. */
export type DemoDay = Readonly<{ date: LocalDate; activities: readonly DemoActivity[] }>;

/** Streams of choices other than those of a rep's day. */
const STREAMS = { corrections: -1, stops: -2 } as const;

/**
 * The working days from the first up to and including `asOf`, one after another, since shops and debts go on from day
 * to day. Each rep's day has a stream of choices of its own: a later `asOf` only adds days.
 */
export function* simulateDays(company: Company, asOf: LocalDate): Generator<DemoDay> {
  const { seed, start, products, staff } = company;
  const stopsOf = new Map(staff.territories.map(({ number }) => [number, stopsAt(company, number)]));
  let yesterday: readonly DemoActivity[] = [];
  for (const date of workdaysOf(start, addDays(asOf, 1))) {
    const day = dayNumberOf(date);
    const [assortment, appetite] = [assortmentOn(products, date), appetiteOn(date)];
    const happenings = staff.territories.flatMap((territory) => {
      const rep = holderOn(territory, date);
      if (!rep) return [];
      const habits = habitsOf(rep, formOn(seed, rep, date));
      const random = createRandom(seed, day, territory.number);
      const stops = stopsOf.get(territory.number) ?? [];
      return repDay(rep.code, date, stops, { habits, appetite, assortment, random });
    });
    const random = createRandom(seed, day, STREAMS.corrections);
    const corrections = correctYesterday(yesterday, date, products, random);
    yesterday = numbered(happenings, date);
    yield { date, activities: [...corrections, ...yesterday] };
  }
}

/** Debts an outlet with credit has on the first morning, in fen. */
const OWED = [20_000, 140_000] as const;

/** The stops of a territory on the first morning; when each was last visited is told by chance. */
const stopsAt = ({ seed, start, outlets }: Company, territory: number): readonly Stop[] => {
  const random = createRandom(seed, dayNumberOf(start), territory, STREAMS.stops);
  return (outlets.get(territory) ?? []).map((outlet) => ({
    outlet,
    lastVisit: outlet.openedOn && dayNumberOf(start) - random.int(1, 8),
    owedFen: outlet.openedOn && outlet.terms === '账期' ? random.int(OWED[0], OWED[1]) : 0,
  }));
};

/** Ids as the systems number a day's records: `V250603-0001`. */
const numbered = (happenings: readonly Happening[], day: LocalDate): readonly DemoActivity[] => {
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
};
