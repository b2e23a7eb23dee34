import type { Command } from 'commander';
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts';

export const addMigrateCommand = (program: Command): void => {
  withStoreOptions(program.command('migrate'))
    .description('create the store or bring it to this version')
    .action((options: StoreOptions) =>
      // Opening a store migrates it; there is nothing more to do than to say so.
      onStore(options, async ({ directory }, output) =>
        output.result(`The store in ${directory} is up to date.`, { directory }),
      ),
    );
};
