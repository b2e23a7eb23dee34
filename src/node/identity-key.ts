import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LaurelError } from '../app/errors.ts';
import { keyFingerprint } from '../domain/identities.ts';
import type { Queryable } from '../storage/database.ts';
import { identityFingerprint, saveIdentityFingerprint } from '../storage/identity-key.ts';
import { inTenant } from '../storage/tenant-transaction.ts';

/** Where the key that makes internal ids comes from, when nothing else says it. */
export const keyFileIn = (directory: string): string => join(directory, 'identity.key');

/**
 * The key of a store's internal ids: `LAUREL_IDENTITY_KEY` itself, or the content of the key file, which is `named`,
 * `LAUREL_KEY_FILE` or the one in the data directory. Only that last one is made, with a new store; the store knows the
 * fingerprint of its key from then on.
 * @throws LaurelError `unusable-file` for a key file that was named and cannot be read, or is empty.
 * @throws LaurelError `state` when the key is gone or another: every rep would become somebody else.
 */
export const identityKeyOf = async (
  db: Queryable,
  tenant: string,
  directory: string,
  named?: string,
): Promise<string> => {
  const kept = await keptKey(directory, named);
  const known = await inTenant(db, tenant, (tx) => identityFingerprint(tx, tenant));
  const make = () => makeKey(keyFileIn(directory));
  // Another process may have made the file since it was looked for: it does so before the store knows the fingerprint.
  const key = kept ?? (known === undefined ? await make() : await keptKey(directory, named));
  // Of two processes that open a new store at once, the fingerprint of the first stands.
  const stands =
    known ??
    (key && (await inTenant(db, tenant, (tx) => saveIdentityFingerprint(tx, tenant, keyFingerprint(key)))));
  if (key !== undefined && keyFingerprint(key) === stands) return key;
  const found = key === undefined ? `${keyFileIn(directory)} is missing or empty` : 'This is another key';
  throw new LaurelError(
    'state',
    `${found}: the ids of this store were made with the key that it had. Restore the file from a backup; with another key every rep would be somebody new.`,
  );
};

/** The key that is given, or undefined where the file of the data directory is missing or empty. */
const keptKey = async (directory: string, named: string | undefined): Promise<string | undefined> => {
  const given = process.env.LAUREL_IDENTITY_KEY?.trim();
  if (given && named === undefined) return given;
  const namedFile = named ?? (process.env.LAUREL_KEY_FILE || undefined);
  const path = namedFile ?? keyFileIn(directory);
  const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && namedFile === undefined) return '';
    throw new LaurelError('unusable-file', `The key file ${path} cannot be read (${error.code}).`);
  });
  const key = content.trim();
  if (key === '' && namedFile !== undefined)
    throw new LaurelError('unusable-file', `The key file ${path} is empty.`);
  return key === '' ? undefined : key;
};

/** Written out, then linked: of several processes that make one, all go on with the first, and with the whole of it. */
const makeKey = async (path: string): Promise<string> => {
  await mkdir(dirname(path), { recursive: true });
  await removeEmpty(path);
  const own = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(own, 'w', 0o600);
  try {
    await file.writeFile(`${randomBytes(32).toString('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await link(own, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(own);
  return (await readFile(path, 'utf8')).trim();
};

const removeEmpty = async (path: string): Promise<void> => {
  const content = await readFile(path, 'utf8').catch(() => 'none');
  if (content.trim() === '') await rm(path, { force: true });
};
