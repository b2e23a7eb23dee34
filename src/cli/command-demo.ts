import type { Command } from 'commander';
import { generateDemo } from '../app/demo/generate-demo.ts';
import { LaurelError } from '../app/errors.ts';
import { parseLocalDate } from '../domain/calendar/local-date.ts';
import { localDateAt } from '../domain/calendar/zone.ts';
import { writeFiles } from './directories.ts';
import { createOutput } from './output.ts';

type Options = Readonly<{ out: string; seed: string; asOf?: string; json?: boolean }>;

export const addDemoCommand = (program: Command): void => {
  program
    .command('demo')
    .description('write a believable distributor as a data directory')
    .requiredOption('--out <dir>', 'where the files go')
    .option('--seed <number>', 'another seed gives another distributor', '1')
    .option('--as-of <date>', 'the last day of the data; today when left out')
    .option('--json', 'print what was written as JSON')
    .action(demo);
};

const demo = async (options: Options): Promise<void> => {
  const seed = Number(options.seed);
  if (!Number.isSafeInteger(seed))
    throw new LaurelError('invalid', `“${options.seed}” is no seed; write a whole number.`);
  const asOf = parseLocalDate(options.asOf ?? localDateAt(Date.now(), 'Asia/Shanghai'));
  if (!asOf) throw new LaurelError('invalid', `“${options.asOf}” is no date; write one such as 2026-11-24.`);
  const files = generateDemo({ seed, asOf });
  await writeFiles(options.out, files);
  const output = createOutput(options.json === true);
  const month = asOf.slice(0, 7);
  output.result(
    `${files.size} files in ${options.out}, with data from ${month}-01 to ${asOf}.\n` +
      `Try: npx laurel run --data ${options.out} --plan rules/plans/demo --period ${month} --out ${options.out}/results`,
    { out: options.out, seed, asOf, files: [...files.keys()] },
  );
};
