import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTenant } from '../../../src/app/tenants/create-tenant.ts';
import { type Database, DatabaseUnusable } from '../../../src/storage/database.ts';
import { connectServer, LASTING } from '../../../src/storage/server.ts';
import { onServer, withDatabase } from '../../server/databases.ts';
import { testDatabase } from '../../test-database.ts';

const database = testDatabase();
const LOGIN = `laurel_plain_${process.pid}`;
let plain: Database;
beforeAll(async () => {
  await onServer(
    database.url(),
    `create role ${LOGIN} login password '${LOGIN}' nosuperuser nobypassrls`,
    `grant laurel_app, laurel_sign_in to ${LOGIN}`,
  );
  const { pathname } = new URL(database.url());
  plain = connectServer(withDatabase(database.url(), pathname.slice(1), LOGIN), LASTING);
});
afterAll(async () => {
  await plain.close();
  await onServer(database.url(), `drop role ${LOGIN}`);
});

describe('a login that is only a member of the roles that work', () => {
  it.each(['laurel_app', 'laurel_sign_in'])('cannot become the owner, nor from %s', async (role) => {
    for (const target of ['laurel_owner', 'pg_read_all_data']) {
      const became = plain.db.transaction(async (tx) => {
        await tx.execute(sql.raw(`set local role ${role}`));
        await tx.execute(sql.raw(`set local role ${target}`));
      });
      await expect(became).rejects.toMatchObject({
        cause: { message: `permission denied to set role "${target}"` },
      });
    }
  });

  it('makes no tenant, and is told what an administrator can do', async () => {
    const context = database.tenant();
    const made = createTenant(
      { ...context, store: { ...context.store, db: plain.db } },
      { hosts: ['plain.example.com'], at: Date.now() },
    );
    await expect(made).rejects.toThrow(DatabaseUnusable);
    await expect(made).rejects.toThrow(`GRANT laurel_owner TO "${LOGIN}";`);
  });
});
