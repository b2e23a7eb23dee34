import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type { Queryable } from './database.ts';
import { MIGRATIONS, pendingMigrations } from './pending-migrations.ts';
import { createClient, LASTING } from './server.ts';

/** The number of the lock: “laurel” in ASCII. */
const MIGRATION_LOCK = 0x6c617572656c;

/**
 * Brings a server to this version. drizzle's migrator takes no lock, so one connection holds an advisory lock for as
 * long as it migrates: of two processes that start together, the second waits and finds nothing left to do. Gives the
 * names of what this call applied.
 */
export const migrateServer = async (url: string): Promise<string[]> => {
  // A single connection, since the lock belongs to it; without a time limit, since some migrations take their time.
  const client = createClient(url, { ...LASTING, connections: 1, statementSeconds: undefined });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    const db = drizzle({ client });
    const pending = await pendingMigrations(db as unknown as Queryable);
    if (pending.length > 0) await migrate(db, { migrationsFolder: MIGRATIONS });
    return pending;
  } finally {
    await client.end({ timeout: 5 });
  }
};
