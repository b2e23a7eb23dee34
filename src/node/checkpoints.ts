import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LaurelError } from '../app/errors.ts';
import { sealLedger } from '../app/ledger/seal-ledger.ts';
import type { Checkpoint } from '../domain/ledger/seal.ts';
import type { OpenStore } from './open-store.ts';

/** Where checkpoints are kept beside the database; copy the file elsewhere to guard against who can write here. */
export const checkpointFile = (directory: string): string => join(directory, 'checkpoints.ndjson');

const appendCheckpoint = async (directory: string, checkpoint: Checkpoint): Promise<void> => {
  const path = checkpointFile(directory);
  const last = await lastCheckpoint(path, checkpoint.tenant);
  if (last?.sequence === checkpoint.sequence && last.seal === checkpoint.seal) return;
  await mkdir(dirname(path), { recursive: true });
  await appendFile(path, `${JSON.stringify(checkpoint)}\n`);
};

/** Seals what is not sealed yet, and keeps the new end of the chain. */
export const sealAndKeep = async ({ context, directory }: OpenStore): Promise<Checkpoint | undefined> => {
  const checkpoint = await sealLedger(context);
  if (checkpoint) await appendCheckpoint(directory, checkpoint);
  return checkpoint;
};

/**
 * The last checkpoint of a tenant; undefined when there is no file yet.
 * @throws LaurelError `unusable-file` for a file with a line that is no checkpoint.
 */
export const lastCheckpoint = async (path: string, tenant: string): Promise<Checkpoint | undefined> => {
  const text = await readFile(path, 'utf8').catch(() => '');
  let last: Checkpoint | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const checkpoint = parse(line);
    if (!checkpoint) throw new LaurelError('unusable-file', `Line ${index + 1} of ${path} is no checkpoint.`);
    if (checkpoint.tenant === tenant) last = checkpoint;
  }
  return last;
};

const parse = (line: string): Checkpoint | undefined => {
  try {
    const value = JSON.parse(line) as Partial<Checkpoint> | null;
    const { tenant, sequence, seal } = value ?? {};
    return typeof tenant === 'string' && typeof sequence === 'number' && typeof seal === 'string'
      ? { tenant, sequence, seal }
      : undefined;
  } catch {
    return undefined;
  }
};
