import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../app/context.ts';
import type { Database } from '../storage/database.ts';
import { openDirectory, openInMemory } from '../storage/pglite.ts';
import { identityKeyOf } from './identity-key.ts';

/**
 * Opens a throw-away database. The image of an empty, migrated one is kept in the user's cache under the hash of the
 * migrations, since making it takes longer than a whole run; where no cache can be written, it is made each time.
 */
export const openThrowAway = async (): Promise<Database> => {
  const path = join(cacheDirectory(), `empty-${await migrationsHash()}.tar`);
  const kept = await readFile(path).catch(() => undefined);
  if (kept) return openInMemory(new Blob([new Uint8Array(kept)])).catch(() => openInMemory());
  const database = await openInMemory();
  await keepImage(path, database).catch(() => undefined);
  return database;
};

const keepImage = async (path: string, database: Awaited<ReturnType<typeof openInMemory>>): Promise<void> => {
  const image = await database.image();
  await mkdir(cacheDirectory(), { recursive: true });
  const part = `${path}.${process.pid}`;
  await writeFile(part, new Uint8Array(await image.arrayBuffer()));
  await rename(part, path);
};

const cacheDirectory = (): string =>
  join(process.env.XDG_CACHE_HOME ?? (homedir() ? join(homedir(), '.cache') : tmpdir()), 'laurel');

const migrationsHash = async (): Promise<string> => {
  const folder = new URL('../storage/migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.sql')).sort())
    hash.update(await readFile(new URL(name, folder)));
  return hash.digest('hex').slice(0, 16);
};

/** A store with the context of the person at the command line, who owns it. */
export type OpenStore = Readonly<{ context: Context; directory: string; close(): Promise<void> }>;

export const DEFAULT_DIRECTORY = '.laurel';

/** The tenant of the command line. */
const TENANT = 'main';

/** Opens the embedded store of a directory, created on first use with a key of its own for internal ids. */
export const openStore = async (directory: string): Promise<OpenStore> => {
  const database = await openDirectory(directory);
  try {
    const identityKey = await identityKeyOf(database.db, TENANT, directory);
    const context: Context = {
      tenant: TENANT,
      actor: 'command line',
      roles: ['admin'],
      store: { db: database.db, identityKey },
    };
    return { context, directory, close: database.close };
  } catch (error) {
    await database.close();
    throw error;
  }
};
