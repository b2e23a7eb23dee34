import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTokens, type TokenHolder } from '../http/tokens.ts';

/** A token that nobody guesses. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Tokens of a data directory, and whether they were made just now, which is the time to show them. */
export type KeptTokens = Readonly<{ holders: readonly TokenHolder[]; made: boolean }>;

/**
 * The tokens that a file of the data directory holds, for its owner alone; made when they are first needed. Those of a
 * demo have a file of their own, so that they never open another store.
 */
export const keptTokens = async (
  directory: string,
  file: 'access-tokens.json' | 'demo-tokens.json',
  make: () => readonly TokenHolder[],
): Promise<KeptTokens> => {
  const path = join(directory, file);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined) return { holders: parseTokens(text, path), made: false };
  const holders = make();
  await mkdir(directory, { recursive: true });
  await writeFile(path, `${JSON.stringify(holders, null, 2)}\n`, { mode: 0o600 });
  return { holders, made: true };
};
