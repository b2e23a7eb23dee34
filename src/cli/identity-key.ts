import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { LaurelError } from '../app/errors.ts';
import { keyFingerprint } from '../domain/identities.ts';
import type { Queryable } from '../storage/database.ts';
import { identityFingerprint, saveIdentityFingerprint } from '../storage/identity-key.ts';
import { inTenant } from '../storage/tenant-transaction.ts';

/**
 * The key of a data directory's internal ids, which is made with a new store. The store knows its fingerprint from
 * then on.
 * @throws LaurelError `state` when the file is gone or holds another key: every rep would become somebody else.
 */
export const identityKeyOf = async (db: Queryable, tenant: string, directory: string): Promise<string> => {
  const path = join(directory, 'identity.key');
  const kept = (await readFile(path, 'utf8').catch(() => '')).trim();
  const known = await inTenant(db, tenant, (tx) => identityFingerprint(tx, tenant));
  if (known === undefined) {
    const key = kept === '' ? await createKey(path) : kept;
    await inTenant(db, tenant, (tx) => saveIdentityFingerprint(tx, tenant, keyFingerprint(key)));
    return key;
  }
  if (kept !== '' && keyFingerprint(kept) === known) return kept;
  const found = kept === '' ? `${path} is missing or empty` : `${path} holds another key`;
  throw new LaurelError(
    'state',
    `${found}: the ids of this store were made with the key that was in it. Restore the file from a backup; with another key every rep would be somebody new.`,
  );
};

/** Written out and renamed before the store learns of it: a process that dies here leaves no half of a key. */
const createKey = async (path: string): Promise<string> => {
  const key = randomBytes(32).toString('hex');
  const file = await open(`${path}.part`, 'w', 0o600);
  try {
    await file.writeFile(`${key}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
  return key;
};
