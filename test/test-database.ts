import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Context } from '../src/app/context.ts';
import { type Database, type Queryable, rowsOf } from '../src/storage/database.ts';
import { openInMemory } from '../src/storage/pglite.ts';
import { connectServer, LASTING } from '../src/storage/server.ts';
import { onServer, withDatabase } from './server/databases.ts';

export type TestDatabase = Readonly<{
  db(): Queryable;
  /** Where it is on the server; empty for the embedded one. */
  url(): string;
  /** A tenant nobody used before. */
  tenant(): Context;
  /** The one tenant of an emptied database: ids hold the tenant, so only the same one gives the same bytes. */
  emptied(): Promise<Context>;
}>;

/**
 * A database for the tests of a file; each test takes a tenant of its own in it. It is embedded or on a server, as the
 * project of the run says: the same tests hold on both.
 */
export const testDatabase = (): TestDatabase => {
  let database: (Database & Readonly<{ url: string }>) | undefined;
  let tenants = 0;
  beforeAll(async () => {
    database = inject('server') ? await copyOfTemplate() : await fromImage();
  });
  afterAll(() => database?.close());
  const opened = () => {
    if (!database) throw new Error('The database is opened before the first test.');
    return database;
  };
  const contextOf = (tenant: string): Context => ({
    tenant,
    actor: 'tester',
    roles: ['admin'],
    store: { db: opened().db, identityKey: 'test' },
  });
  return {
    db: () => opened().db,
    url: () => opened().url,
    tenant: () => {
      tenants += 1;
      return contextOf(`test-${tenants}`);
    },
    emptied: async () => {
      const { db } = opened();
      const tables = await rowsOf<{ name: string }>(
        db,
        sql`select format('%I.%I', schemaname, tablename) as name from pg_tables
          where schemaname in ('public', 'sign_in')`,
      );
      await db.execute(sql.raw(`truncate ${tables.map(({ name }) => name).join(', ')}`));
      return contextOf('emptied');
    },
  };
};

const fromImage = async () => {
  const bytes = await readFile(inject('databaseImage'));
  return { ...(await openInMemory(new Blob([new Uint8Array(bytes)]))), url: '' };
};

let copies = 0;

/** Copying the migrated template takes a fraction of migrating. */
const copyOfTemplate = async () => {
  const server = inject('server');
  copies += 1;
  const name = `laurel_test_${process.pid}_${copies}`;
  await onServer(server.url, `create database ${name} template ${server.template}`);
  const url = withDatabase(server.url, name);
  const database = connectServer(url, { ...LASTING, connections: 8 });
  return {
    ...database,
    url,
    close: async () => {
      await database.close();
      await onServer(server.url, `drop database ${name} with (force)`);
    },
  };
};
