import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { createCluster } from './create-cluster.ts';
import type { OpenDatabase, Queryable } from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { letOthersIn } from './let-others-in.ts';
import { MIGRATIONS, pendingMigrations } from './pending-migrations.ts';

/** A migrated database without rows, as a file image that opens in a fraction of the time a new one takes. */
export type DatabaseImage = Blob;

/** The database of a directory, and the client that a socket can be put before. */
export type EmbeddedDatabase = OpenDatabase & Readonly<{ client: PGlite }>;

/** Opens a throw-away database in memory, from an image if there is one. */
export const openInMemory = async (
  image?: DatabaseImage,
): Promise<OpenDatabase & { image(): Promise<DatabaseImage> }> => {
  const client = await PGlite.create(image ? { loadDataDir: image } : {});
  return {
    ...(await migrated(client)),
    close: () => client.close(),
    image: () => client.dumpDataDir('none'),
  };
};

/**
 * Opens (creates, migrates) the database of a directory and holds its lock until it is closed: the embedded
 * PostgreSQL has none of its own, and two processes on one directory would lose data.
 * @throws DirectoryInUse when another process holds it.
 */
export const openDirectory = async (directory: string): Promise<EmbeddedDatabase> => {
  await mkdir(directory, { recursive: true });
  const unlock = await lockDirectory(directory);
  try {
    const path = `${directory}/pg`;
    await createCluster(path);
    const client = letOthersIn(await PGlite.create({ dataDir: path }));
    return {
      ...(await migrated(client)),
      client,
      close: async () => {
        await client.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
};

const migrated = async (client: PGlite): Promise<Pick<OpenDatabase, 'db' | 'applied'>> => {
  const drizzled = drizzle({ client });
  const db = drizzled as unknown as Queryable;
  const applied = await pendingMigrations(db);
  if (applied.length > 0) await migrate(drizzled, { migrationsFolder: MIGRATIONS });
  return { db, applied };
};
