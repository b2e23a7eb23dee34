import type { LocalDate } from '../../domain/calendar/local-date.ts';
import { makeCompany } from './company.ts';
import type { DemoActivity } from './demo-activity.ts';
import { activityFile, masterDataFiles } from './demo-files.ts';
import { monthsUpTo } from './demo-months.ts';
import { type DemoSizes, FULL_DISTRIBUTOR } from './demo-sizes.ts';
import { simulateDays } from './simulate-days.ts';

export type DemoOptions = Readonly<{
  /** A whole number of 32 bits; another one gives another company. */
  seed: number;
  /** The last day that has happened. */
  asOf: LocalDate;
  sizes?: DemoSizes;
}>;

/** Whole working days of one month in a row, as one file of activities. */
export type DemoBatch = Readonly<{
  period: string;
  /** The first and the last day that has activities in it. */
  from: LocalDate;
  to: LocalDate;
  count: number;
  /** The text of an `activities.csv`. */
  file: string;
}>;

export type DemoDistributor = Readonly<{
  /** The months there are activities of, oldest first, such as 2026-09; the last one is that of `asOf`. */
  periods: readonly string[];
  /** The files from `teams.csv` to `targets.csv` by name; the same bytes for every `asOf` of one month. */
  masterData: ReadonlyMap<string, string>;
  /**
   * The activities of one of the periods, or of all, in order of time; a batch is as many whole days as hold at least
   * `size` activities. Days before the period are worked through on the way, so that asking month by month costs a
   * second more than asking once.
   */
  batches(input?: Readonly<{ period?: string; size?: number }>): Generator<DemoBatch>;
}>;

/** Activities of a batch when nothing else is asked for. */
const BATCH = 20_000;

/**
 * A beverage distributor in China over some calendar months, as files of a native data directory that the demo plan
 * (`rules/plans/demo`) reads without a reject; it touches no disk. Pure: the same options give the same bytes, and a
 * later `asOf` in the same month adds activities and changes nothing else, so that a store which holds yesterday's
 * demo is brought up to today by importing it again.
 *
 * To load it into a store: read and import `masterData` as one data directory (`filesSource`, `readData`,
 * `importData`), then each batch of `batches()` as one that holds its `file` as `activities.csv` and nothing else, with
 * the codes the store knows by then (`knownCodesOf`). Larger batches are judged faster in all.
 */
export const generateDemo = ({ seed, asOf, sizes = FULL_DISTRIBUTOR }: DemoOptions): DemoDistributor => {
  const months = monthsUpTo(asOf, sizes.months);
  const company = makeCompany(seed, sizes, months);
  return {
    periods: months.map(({ label }) => label),
    masterData: masterDataFiles(company),
    *batches({ period, size = BATCH } = {}) {
      let [days, activities] = [[] as LocalDate[], [] as DemoActivity[]];
      function* batch(): Generator<DemoBatch> {
        const [from, to] = [days[0], days.at(-1)];
        if (!from || !to) return;
        yield {
          period: from.slice(0, 7),
          from,
          to,
          count: activities.length,
          file: activityFile(activities),
        };
        [days, activities] = [[], []];
      }
      for (const day of simulateDays(company, asOf)) {
        if (period !== undefined && !day.date.startsWith(period)) continue;
        if (days[0]?.slice(0, 7) !== day.date.slice(0, 7) || activities.length >= size) yield* batch();
        days.push(day.date);
        activities.push(...day.activities);
      }
      yield* batch();
    },
  };
};
