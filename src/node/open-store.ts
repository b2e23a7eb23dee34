import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../app/context.ts';
import type { Database, OpenDatabase } from '../storage/database.ts';
import { openDatabase } from '../storage/open-database.ts';
import { openInMemory } from '../storage/pglite.ts';
import { shownAddress } from '../storage/server-address.ts';
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

export const DEFAULT_DIRECTORY = '.laurel';

/** Where a store is: on the server of `DATABASE_URL`, else embedded in the data directory. */
export type StorePlace = Readonly<{ dataDir: string; keyFile?: string; tenant?: string }>;

/** Opens the database of a store, brings it up to date, and names its place as people may read it. */
export const openStoreDatabase = async ({
  dataDir,
}: StorePlace): Promise<Readonly<{ database: OpenDatabase; place: string }>> => {
  const url = process.env.DATABASE_URL?.trim();
  const database = await openDatabase(url ? { url } : { directory: dataDir });
  return { database, place: url ? shownAddress(url) : dataDir };
};

/** A store with the context of the person at the command line, who owns it. */
export type OpenStore = Readonly<{
  context: Context;
  /** Where checkpoints and rejected rows go, whether or not the database is there. */
  directory: string;
  close(): Promise<void>;
}>;

/** The tenant of a store where nothing names another. */
export const DEFAULT_TENANT = 'main';

/** Opens a store, created on first use with a key of its own for internal ids. */
export const openStore = async (place: StorePlace): Promise<OpenStore> => {
  const { dataDir, keyFile, tenant = process.env.LAUREL_TENANT?.trim() || DEFAULT_TENANT } = place;
  const { database } = await openStoreDatabase(place);
  try {
    const context: Context = {
      tenant,
      actor: 'command line',
      roles: ['admin'],
      store: { db: database.db, identityKey: await identityKeyOf(database.db, tenant, dataDir, keyFile) },
    };
    return { context, directory: dataDir, close: database.close };
  } catch (error) {
    await database.close();
    throw error;
  }
};
