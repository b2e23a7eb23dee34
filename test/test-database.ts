import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Context } from '../src/app/context.ts';
import { type Database, type Queryable, rowsOf } from '../src/storage/database.ts';
import { openInMemory } from '../src/storage/pglite.ts';

/** A database for the tests of a file; each test takes a tenant of its own in it. */
export const testDatabase = (): Readonly<{
  db(): Queryable;
  /** A tenant nobody used before. */
  tenant(): Context;
  /** The one tenant of an emptied database: ids hold the tenant, so only the same one gives the same bytes. */
  emptied(): Promise<Context>;
}> => {
  let database: Database | undefined;
  let tenants = 0;
  beforeAll(async () => {
    const bytes = await readFile(inject('databaseImage'));
    database = await openInMemory(new Blob([new Uint8Array(bytes)]));
  });
  afterAll(() => database?.close());
  const db = (): Queryable => {
    if (!database) throw new Error('The database is opened before the first test.');
    return database.db;
  };
  const contextOf = (tenant: string): Context => ({
    tenant,
    actor: 'tester',
    roles: ['admin'],
    store: { db: db(), identityKey: 'test' },
  });
  return {
    db,
    tenant: () => {
      tenants += 1;
      return contextOf(`test-${tenants}`);
    },
    emptied: async () => {
      const tables = await rowsOf<{ name: string }>(
        db(),
        sql`select tablename as name from pg_tables where schemaname = 'public'`,
      );
      await db().execute(sql.raw(`truncate ${tables.map(({ name }) => `"${name}"`).join(', ')}`));
      return contextOf('emptied');
    },
  };
};
