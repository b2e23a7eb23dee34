import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LaurelError } from '../app/errors.ts';

/** Where the key that makes internal ids comes from, when nothing else says it. */
export const keyFileIn = (directory: string): string => join(directory, 'identity.key');

/**
 * The key that makes internal ids: `LAUREL_IDENTITY_KEY` itself, or the content of the key file, which is
 * `--key-file`, `LAUREL_KEY_FILE` or the one in the data directory. Only that last one is made when it is missing.
 * @throws LaurelError `unusable-file` for a key file that was named and is missing, or is empty.
 */
export const identityKey = async (directory: string, named: string | undefined): Promise<string> => {
  const given = process.env.LAUREL_IDENTITY_KEY?.trim();
  const namedFile = named ?? (process.env.LAUREL_KEY_FILE || undefined);
  if (given && named === undefined) return given;
  const path = namedFile ?? keyFileIn(directory);
  const known = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && namedFile === undefined) return undefined;
    throw new LaurelError('unusable-file', `The key file ${path} cannot be read (${error.code}).`);
  });
  if (known?.trim() === '') throw new LaurelError('unusable-file', `The key file ${path} is empty.`);
  return known?.trim() ?? makeKey(path);
};

/** Linked when written: of several processes that make one, all go on with the first, and with the whole of it. */
const makeKey = async (path: string): Promise<string> => {
  await mkdir(dirname(path), { recursive: true });
  const own = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(own, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  await link(own, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(own);
  return (await readFile(path, 'utf8')).trim();
};
