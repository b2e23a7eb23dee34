import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { activityFile } from '../app/demo/demo-files.ts';
import { type DemoSizes, FULL_DISTRIBUTOR, SMALL_DISTRIBUTOR } from '../app/demo/demo-sizes.ts';
import { type DemoDistributor, generateDemo } from '../app/demo/generate-demo.ts';
import { LaurelError } from '../app/errors.ts';
import { parseLocalDate } from '../domain/calendar/local-date.ts';
import { localDateAt } from '../domain/calendar/zone.ts';
import { writeFiles } from '../node/directories.ts';
import { createOutput } from './output.ts';

type Options = Readonly<{
  out: string;
  seed: string;
  asOf?: string;
  size: string;
  byMonth?: boolean;
  json?: boolean;
}>;

const SIZES: Readonly<Record<string, DemoSizes>> = { full: FULL_DISTRIBUTOR, small: SMALL_DISTRIBUTOR };

export const addDemoCommand = (program: Command): void => {
  program
    .command('demo')
    .description('write a believable distributor as a data directory')
    .requiredOption('--out <dir>', 'where the files go')
    .option('--seed <number>', 'another seed gives another distributor', '1')
    .option('--as-of <date>', 'the last day of the data; today when left out')
    .option('--size <size>', 'full: 60 reps and three months; small: 12 reps and one', 'full')
    .option('--by-month', 'a file of activities for each month, so that they can be loaded one after another')
    .option('--json', 'print what was written as JSON')
    .action(demo);
};

const demo = async (options: Options): Promise<void> => {
  const seed = Number(options.seed);
  if (!Number.isSafeInteger(seed))
    throw new LaurelError('invalid', `“${options.seed}” is no seed; write a whole number.`);
  const asOf = parseLocalDate(options.asOf ?? localDateAt(Date.now(), 'Asia/Shanghai'));
  if (!asOf) throw new LaurelError('invalid', `“${options.asOf}” is no date; write one such as 2026-11-24.`);
  const sizes = Object.hasOwn(SIZES, options.size) ? SIZES[options.size] : undefined;
  if (!sizes) throw new LaurelError('invalid', `“${options.size}” is no size; write full or small.`);
  const distributor = generateDemo({ seed, asOf, sizes });
  const { files, activities } = activityFiles(distributor, options.byMonth === true);
  await removeEarlier(options.out, files);
  await writeFiles(options.out, new Map([...distributor.masterData, ...files]));

  const { periods, masterData } = distributor;
  const [first = '', last = ''] = [periods[0], periods.at(-1)];
  const names = [...masterData.keys(), ...files.keys()];
  createOutput(options.json === true).result(
    `${names.length} files in ${options.out}: ${rowsIn(masterData, 'reps.csv')} people, ` +
      `${rowsIn(masterData, 'outlets.csv')} outlets, ${rowsIn(masterData, 'products.csv')} products and ` +
      `${activities} activities from ${first}-01 to ${asOf}.\n` +
      `Try: npx laurel run --data ${options.out} --plan rules/plans/demo --period ${last} --out ${options.out}/results`,
    { out: options.out, seed, asOf, periods, activities, files: names },
  );
};

/** One file for all activities, or one for each month; also where nothing has happened yet. */
const activityFiles = (
  { periods, batches }: DemoDistributor,
  byMonth: boolean,
): Readonly<{ files: ReadonlyMap<string, string>; activities: number }> => {
  const nameOf = (period: string) => (byMonth ? `activities-${period}.csv` : 'activities.csv');
  const heading = activityFile([]);
  const texts = new Map(periods.map((period) => [nameOf(period), [heading]]));
  let activities = 0;
  for (const { period, count, file } of batches()) {
    texts.get(nameOf(period))?.push(file.slice(heading.length));
    activities += count;
  }
  return { files: new Map([...texts].map(([name, parts]) => [name, parts.join('')])), activities };
};

/** Activities that an earlier demo wrote otherwise would be read beside the new ones. */
const removeEarlier = async (out: string, files: ReadonlyMap<string, string>): Promise<void> => {
  const names = await readdir(out).catch(() => []);
  for (const name of names)
    if (/^activities(-\d{4}-\d{2})?\.csv$/.test(name) && !files.has(name)) await rm(join(out, name));
};

const rowsIn = (files: ReadonlyMap<string, string>, name: string): number =>
  (files.get(name) ?? '').trimEnd().split('\n').length - 1;
