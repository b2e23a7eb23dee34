import type { Command } from 'commander';
import { openStoreDatabase } from '../node/open-store.ts';
import { createOutput } from './output.ts';
import { type StoreOptions, withStoreOptions } from './store-options.ts';

export const addMigrateCommand = (program: Command): void => {
  withStoreOptions(program.command('migrate'))
    .description('create the store or bring it to this version')
    .action(migrate);
};

/** Opening the database migrates it. Neither a key nor a plan is needed, so an administrator may do it from anywhere. */
const migrate = async (options: StoreOptions): Promise<void> => {
  const output = createOutput(options.json === true);
  output.progress('migrating');
  const { database, place } = await openStoreDatabase(options);
  await database.close();
  const { applied } = database;
  const steps = applied.length === 0 ? 'nothing was missing' : `applied ${applied.join(', ')}`;
  output.result(`The store ${place} is up to date: ${steps}.`, { place, applied });
};
