import { type Database, DatabaseUnusable, type OpenDatabase } from './database.ts';
import { migrateServer } from './migrate-server.ts';
import { pendingMigrations } from './pending-migrations.ts';
import { type DatabaseImage, openDirectory, openInMemory } from './pglite.ts';
import { connectServer, LASTING, type ServerUse } from './server.ts';
import { connectionFailure, requireAddress } from './server-address.ts';
import { hindersMigrating, hindersWorking, rightsOf } from './server-rights.ts';

/** Where a database is: a directory, the memory of this process (from an image, if there is one), or a server. */
export type DatabaseLocation =
  | Readonly<{ directory: string }>
  | Readonly<{ memory: DatabaseImage | undefined }>
  | Readonly<{ url: string; use?: ServerUse }>;

/**
 * Opens the database of a location, creates it where it is embedded, and brings it to this version.
 * @throws DatabaseUnusable when it cannot be opened, or is behind and its login may not migrate.
 */
export const openDatabase = (location: DatabaseLocation): Promise<OpenDatabase> => {
  if ('directory' in location) return openDirectory(location.directory);
  if ('memory' in location) return openInMemory(location.memory);
  return openServer(location.url, location.use ?? LASTING);
};

const openServer = async (url: string, use: ServerUse): Promise<OpenDatabase> => {
  requireAddress(url);
  const database = connectServer(url, use);
  try {
    return { ...database, applied: await upToDate(database, url) };
  } catch (error) {
    await database.close();
    throw connectionFailure(error, url) ?? error;
  }
};

/** Migrates where something is missing, and gives what was applied. */
const upToDate = async ({ db }: Database, url: string): Promise<readonly string[]> => {
  const rights = await rightsOf(db);
  const pending = await pendingMigrations(db).catch((error: unknown) => {
    // Only members may read the record of migrations.
    refuse(hindersWorking(rights));
    throw error;
  });
  if (pending.length > 0) {
    const hindrance = hindersMigrating(rights);
    refuse(hindrance && `The database lacks ${pending.join(', ')}. ${hindrance}`);
    return migrateServer(url);
  }
  refuse(hindersWorking(rights));
  return [];
};

const refuse = (reason: string | undefined): void => {
  if (reason !== undefined) throw new DatabaseUnusable(reason);
};
