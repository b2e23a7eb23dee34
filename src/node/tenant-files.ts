import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { appendFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Context } from '../app/context.ts';
import { LaurelError } from '../app/errors.ts';
import type { TenantDeletion } from '../app/tenants/delete-tenant.ts';
import { exportTenant, type TenantManifest, type WriteFile } from '../app/tenants/export-tenant.ts';

/**
 * Exports the tenant of a context into a directory, which is made and must hold nothing. The manifest is written last: an
 * export without one was broken off.
 * @throws LaurelError as `exportTenant` does, and `unusable-file` for a directory with something in it.
 */
export const exportTenantTo = async (context: Context, directory: string): Promise<TenantManifest> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if ((await readdir(directory)).length > 0)
    throw new LaurelError('unusable-file', `${directory} has something in it; name an empty directory.`);
  const manifest = await exportTenant(context, writeInto(directory));
  await writeFile(join(directory, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`, {
    mode: 0o600,
  });
  return manifest;
};

const writeInto =
  (directory: string): WriteFile =>
  async (name, pieces) => {
    const hash = createHash('sha256');
    const file = createWriteStream(join(directory, name), { mode: 0o600 });
    const done = finished(file);
    // A file that cannot be written fails where it is awaited.
    done.catch(() => {});
    for await (const piece of pieces) {
      hash.update(piece);
      if (!file.write(piece)) await Promise.race([once(file, 'drain'), done]);
    }
    file.end();
    await done;
    return hash.digest('hex');
  };

/** Where it is kept which tenants were deleted: beside the database, in which nothing of them is left. */
export const deletionsFile = (directory: string): string => join(directory, 'deleted-tenants.ndjson');

/** Keeps what remains of a tenant. */
export const keepDeletion = async (directory: string, deletion: TenantDeletion): Promise<void> => {
  await mkdir(directory, { recursive: true });
  await appendFile(deletionsFile(directory), `${JSON.stringify(deletion)}\n`, { mode: 0o600 });
};
