import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTokens, type TokenHolder } from '../http/tokens.ts';

/** A token that nobody guesses. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** The tokens of a demo in its data directory, for its owner alone; made when they are first needed. */
export const keptTokens = async (
  directory: string,
  make: () => readonly TokenHolder[],
): Promise<readonly TokenHolder[]> => {
  const path = join(directory, 'demo-tokens.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined) return parseTokens(text, path);
  const holders = make();
  await mkdir(directory, { recursive: true });
  await writeFile(path, `${JSON.stringify(holders, null, 2)}\n`, { mode: 0o600 });
  return holders;
};
