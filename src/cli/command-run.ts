import type { Command } from 'commander';
import { LaurelError } from '../app/errors.ts';
import { readPlan } from '../app/plan/read-plan.ts';
import { resultFiles, resultSummary } from '../app/results/result-files.ts';
import { runPlan } from '../app/run-plan.ts';
import { requirePeriod } from '../app/settlement/settle-period.ts';
import { rejectedFiles } from '../app/tabular/write-rejects.ts';
import { dataDirectory, planDirectory, writeFiles } from '../node/directories.ts';
import { openThrowAway } from '../node/open-store.ts';
import { createOutput } from './output.ts';

type Options = Readonly<{
  data: string;
  plan: string;
  period: string;
  out: string;
  strict?: boolean;
  json?: boolean;
}>;

export const addRunCommand = (program: Command): void => {
  program
    .command('run')
    .description(
      'import, judge, settle a period and write the results, all on files, in a throw-away database',
    )
    .requiredOption('--data <dir>', 'data directory, or any CSV files with a mapping.json in the plan')
    .requiredOption('--plan <dir>', 'plan directory')
    .requiredOption('--period <period>', 'such as 2017-03-09, 2017-W10, 2017-03, 2017-03-A, 2017-Q3 or 2017')
    .requiredOption('--out <dir>', 'where the results go')
    .option('--strict', 'fail (1) when rows were rejected')
    .option('--json', 'print the summary as JSON')
    .action(run);
};

const run = async (options: Options): Promise<void> => {
  const output = createOutput(options.json === true);
  const plan = readPlan(await planDirectory(options.plan));
  requirePeriod(plan.documents.plan.calendar, options.period);
  const source = await dataDirectory(options.data);
  const database = await openThrowAway();
  try {
    const { results, rejects, inputs, data } = await runPlan(
      database,
      plan,
      source,
      options.period,
      (stage, detail) => output.progress(`${stage} ${detail}`),
    );
    output.progress('write');
    const rejected = rejects.length;
    const summary = { ...resultSummary(results), rejected, inputs };
    const files = new Map([
      ...resultFiles(results),
      ...rejectedFiles(rejects, data.headings, data.companions),
      ['summary.json', `${JSON.stringify(summary, null, 2)}\n`] as const,
    ]);
    await writeFiles(options.out, files);
    const { totals, awards, statements } = summary as unknown as {
      totals: Record<string, string>;
      awards: number;
      statements: number;
    };
    output.result(
      `${results.period.label}: ${awards} awards, ${statements} statements, cash ${totals.cash} ${results.documents.plan.currency}, ` +
        `${totals.points} points, ${totals.badge} badges. ${rejected === 0 ? 'No row was rejected.' : `${rejected} entries in ${options.out}/rejected.csv.`}`,
      summary,
    );
    if (options.strict && rejected > 0)
      throw new LaurelError('invalid', `${rejected} rows were rejected; see ${options.out}/rejected.csv.`);
  } finally {
    await database.close();
  }
};
