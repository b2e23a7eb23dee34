import type { Command } from 'commander';
import { DEFAULT_DIRECTORY, type OpenStore, openStore } from './open-store.ts';
import { createOutput, type Output } from './output.ts';

/** Options that every command on the store takes. */
export type StoreOptions = Readonly<{ dataDir: string; json?: boolean }>;

export const withStoreOptions = (command: Command): Command =>
  command
    .option('--data-dir <dir>', 'where the store is kept', DEFAULT_DIRECTORY)
    .option('--json', 'print the result as JSON');

/** Opens the store for a command and closes it whatever happens. */
export const onStore = async (
  options: StoreOptions,
  work: (store: OpenStore, output: Output) => Promise<void>,
): Promise<void> => {
  const output = createOutput(options.json === true);
  output.progress('opening the store');
  const store = await openStore(options.dataDir);
  try {
    await work(store, output);
  } finally {
    await store.close();
  }
};
