import type { Command } from 'commander';
import { settlePeriod } from '../app/settlement/settle-period.ts';
import { sealAndKeep } from '../node/checkpoints.ts';
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts';

export const addSettleCommand = (program: Command): void => {
  withStoreOptions(program.command('settle'))
    .description('judge what closes in a period, and seal the ledger')
    .requiredOption('--period <period>', 'such as 2017-03 or 2017-Q3')
    .action(settle);
};

const settle = (options: StoreOptions & Readonly<{ period: string }>): Promise<void> =>
  onStore(options, async (store, output) => {
    const { context } = store;
    output.progress(`settling ${options.period}`);
    const settled = await settlePeriod(context, { period: options.period });
    const checkpoint = await sealAndKeep(store);
    const { totals, before } = settled;
    const change = before && before.cash !== totals.cash ? ` (before: ${before.cash})` : '';
    const kind = settled.payPeriod ? '' : ' This is a report: the plan pays by another period.';
    output.result(
      `${settled.period}: cash ${totals.cash}${change}, ${totals.points} points, ${totals.lines} lines; ` +
        `${settled.granted} granted, ${settled.reversed} reversed.${kind}`,
      { ...settled, checkpoint },
    );
  });
