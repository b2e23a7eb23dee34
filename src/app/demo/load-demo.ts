import { addDays, daysBetween, type LocalDate, parseLocalDate } from '../../domain/calendar/local-date.ts';
import { admit, type Context } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { importFiles } from '../import/import-files.ts';
import { settlePeriod } from '../settlement/settle-period.ts';
import { type DemoSizes, FULL_DISTRIBUTOR, SMALL_DISTRIBUTOR } from './demo-sizes.ts';
import { generateDemo } from './generate-demo.ts';

export const DEMO_SIZES: Readonly<Record<'full' | 'small', DemoSizes>> = {
  full: FULL_DISTRIBUTOR,
  small: SMALL_DISTRIBUTOR,
};

/** Which demo: the same one again adds nothing, and one of a later day of the month what has happened since. */
export type DemoWanted = Readonly<{ seed: number; asOf: string; size: 'full' | 'small' }>;

/** Activities of one transaction: few enough that requests which wait for an embedded database are answered soon. */
const BATCH = 1_000;

/**
 * Loads the demo distributor, whose plan has been published, month by month, and settles every month that is over.
 * Progress is counted in days; `done` of them, which an earlier attempt has loaded, are left out. What had been loaded
 * before is found to be a duplicate.
 */
export const loadDemo = async (
  context: Context,
  { seed, asOf, size }: DemoWanted,
  onProgress: (progress: Readonly<{ done: number; total: number }>) => Promise<void> | void,
  done = 0,
): Promise<Readonly<{ periods: readonly string[]; activities: number }>> => {
  admit(context, 'load-demo');
  const last = parseLocalDate(asOf);
  if (!last) throw new LaurelError('invalid', `“${asOf}” is no date; write one such as 2026-11-24.`);
  const { periods, masterData, batches } = generateDemo({ seed, asOf: last, sizes: DEMO_SIZES[size] });
  const first = `${periods[0]}-01` as LocalDate;
  const total = daysBetween(first, addDays(last, 1));
  if (done === 0) await importFiles(context, { files: masterData });
  let activities = 0;
  let settled = 0;
  for (const { period, to, count, file } of batches({ size: BATCH })) {
    const past = periods.indexOf(period);
    for (; settled < past; settled += 1) await settlePeriod(context, { period: periods[settled] ?? '' });
    const reached = daysBetween(first, addDays(to, 1));
    activities += count;
    if (reached <= done) continue;
    await importFiles(context, { files: new Map([['activities.csv', file]]) });
    await onProgress({ done: reached, total });
  }
  await onProgress({ done: total, total });
  return { periods, activities };
};
