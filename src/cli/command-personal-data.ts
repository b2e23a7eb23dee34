import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import { erasePerson } from '../app/personal-data/erase-person.ts';
import { exportPerson } from '../app/personal-data/export-person.ts';
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts';

export const addPersonalDataCommand = (program: Command): void => {
  const person = program
    .command('personal-data')
    .description('what is held of a person: export it, or erase it');
  withStoreOptions(person.command('export'))
    .description('write everything that is held of a person as one JSON document')
    .requiredOption('--rep <code>', 'code of the rep')
    .requiredOption('--out <file>', 'where the document goes')
    .action(exportCommand);
  withStoreOptions(person.command('erase'))
    .description('erase who a person is and keep the numbers; it cannot be undone')
    .requiredOption('--rep <code>', 'code of the rep')
    .requiredOption('--reason <text>', 'why; it is kept, so do not name anybody')
    .action(eraseCommand);
};

const exportCommand = ({
  rep,
  out,
  ...options
}: StoreOptions & Readonly<{ rep: string; out: string }>): Promise<void> =>
  onStore(options, async ({ context }, output) => {
    const pieces = exportPerson(context, { rep, at: Date.now() });
    // Nobody is found before there is a file.
    let piece = await pieces.next();
    const file = createWriteStream(out, { mode: 0o600 });
    for (; !piece.done; piece = await pieces.next()) if (!file.write(piece.value)) await once(file, 'drain');
    file.end();
    await finished(file);
    output.result(`Everything that is held of ${rep} stands in ${out}.`, { out });
  });

const eraseCommand = ({
  rep,
  reason,
  ...options
}: StoreOptions & Readonly<{ rep: string; reason: string }>): Promise<void> =>
  onStore(options, async ({ context, directory }, output) => {
    const erasure = await erasePerson(context, { rep, reason, at: Date.now() });
    // Rows of files that were refused stand there as they came, whoever they name.
    const rejected = join(directory, 'rejected-rows');
    await rm(rejected, { recursive: true, force: true });
    const done = erasure.already ? 'had been erased before' : 'is erased';
    output.result(
      `This person ${done}; the numbers stand under ${erasure.person}. ${rejected} was emptied.`,
      erasure,
    );
  });
