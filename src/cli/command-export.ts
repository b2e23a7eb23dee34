import type { Command } from 'commander';
import { Option } from 'commander';
import { exportPeriod } from '../app/results/export-period.ts';
import { writeFiles } from '../node/directories.ts';
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts';

type Options = StoreOptions &
  Readonly<{ period: string; format: 'csv' | 'json'; profile: string; out?: string }>;

export const addExportCommand = (program: Command): void => {
  withStoreOptions(program.command('export'))
    .description('export the bonus statements of a period')
    .requiredOption('--period <period>', 'such as 2017-03 or 2017-Q3')
    .addOption(new Option('--format <format>', 'file format').choices(['csv', 'json']).default('csv'))
    .addOption(
      new Option('--profile <name>', 'columns of a payroll system').choices(['generic']).default('generic'),
    )
    .option('--out <dir>', 'write a file there instead of printing')
    .action(exportCommand);
};

const exportCommand = (options: Options): Promise<void> =>
  onStore(options, async ({ context }, output) => {
    const exported = await exportPeriod(context, { period: options.period, format: options.format });
    const { content, ...facts } = exported;
    if (options.out === undefined) {
      process.stdout.write(content);
      return;
    }
    await writeFiles(options.out, new Map([[exported.name, content]]));
    output.result(
      `${options.out}/${exported.name}: ${facts.rows} statements, cash ${facts.cash} ${facts.currency}, ${facts.points} points, sha256 ${facts.sha256}.`,
      facts,
    );
  });
