import type { Command } from 'commander';
import { rebuild } from '../app/rebuild.ts';
import { sealAndKeep } from '../node/checkpoints.ts';
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts';

export const addRebuildCommand = (program: Command): void => {
  withStoreOptions(program.command('rebuild'))
    .description('calculate all rollups anew from the activities, and judge them')
    .action((options: StoreOptions) =>
      onStore(options, async (store, output) => {
        output.progress('rebuilding');
        const rebuilt = await rebuild(store.context);
        await sealAndKeep(store);
        const { activities, same, judged } = rebuilt;
        const rollups = same
          ? 'the rollups are the same bytes as before'
          : 'the rollups were different and are right now';
        output.result(
          `${activities} activities; ${rollups}; ${judged.granted} awards granted, ${judged.reversed} reversed.`,
          rebuilt,
        );
      }),
    );
};
