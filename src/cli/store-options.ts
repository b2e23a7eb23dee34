import type { Command } from 'commander';
import { DEFAULT_DIRECTORY, type OpenStore, openStore, type StorePlace } from '../node/open-store.ts';
import { createOutput, type Output } from './output.ts';

/** Options that every command on the store takes. */
export type StoreOptions = StorePlace & Readonly<{ json?: boolean }>;

export const withStoreOptions = (command: Command): Command =>
  command
    .option(
      '--data-dir <dir>',
      'where the store is kept; with DATABASE_URL the key, checkpoints and rejected rows only',
      DEFAULT_DIRECTORY,
    )
    .option(
      '--key-file <file>',
      'the key that makes internal ids; identity.key in the data directory when left out',
    )
    .option('--json', 'print the result as JSON');

/** Opens the store for a command and closes it whatever happens. */
export const onStore = async (
  options: StoreOptions,
  work: (store: OpenStore, output: Output) => Promise<void>,
): Promise<void> => {
  const output = createOutput(options.json === true);
  output.progress('opening the store');
  const store = await openStore(options);
  try {
    await work(store, output);
  } finally {
    await store.close();
  }
};
