import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../src/storage/database.ts';
import { ensureTenant } from '../../src/storage/plans.ts';
import { inTenant } from '../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../test-database.ts';

const database = testDatabase();

const APPEND_ONLY = [
  'activity',
  'award',
  'award_line',
  'transfer',
  'seal',
  'audit',
  'plan_version',
  'settlement',
  'identity_key',
];

const tables = async (): Promise<string[]> => {
  const rows = await rowsOf<{ name: string }>(
    database.db(),
    sql`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'tenant_id' order by 1`,
  );
  return rows.map((row) => row.name);
};

describe('row level security', () => {
  it('works as a role that policies bind', async () => {
    const [role] = await inTenant(database.db(), 'a', (tx) =>
      rowsOf<{ name: string; rolsuper: boolean; rolbypassrls: boolean }>(
        tx,
        sql`
        select current_user::text as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user`,
      ),
    );
    expect(role).toEqual({ name: 'laurel_app', rolsuper: false, rolbypassrls: false });
  });

  it('shows a tenant its own rows only, and nobody any without a tenant', async () => {
    const db = database.db();
    for (const tenant of ['one', 'two']) await inTenant(db, tenant, (tx) => ensureTenant(tx, tenant));
    const seen = (tenant: string) =>
      inTenant(db, tenant, (tx) => rowsOf<{ tenant_id: string }>(tx, sql`select tenant_id from tenant`));
    expect(await seen('one')).toEqual([{ tenant_id: 'one' }]);
    expect(await seen('two')).toEqual([{ tenant_id: 'two' }]);
    expect(await seen('three')).toEqual([]);
    expect(await seen('')).toEqual([]);
  });

  it('refuses to write a row of another tenant', async () => {
    const write = inTenant(database.db(), 'one', (tx) =>
      tx.execute(sql`insert into tenant (tenant_id, name) values ('two-b', 'x')`),
    );
    await expect(write).rejects.toThrow();
  });

  it('is forced on every table but the one that tells the tenant of a host', async () => {
    const unforced = await rowsOf<{ name: string }>(
      database.db(),
      sql`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'sign_in') and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)`,
    );
    expect(unforced).toEqual([{ name: 'host' }]);
    expect((await tables()).length).toBeGreaterThanOrEqual(16);
  });

  it.each(APPEND_ONLY)('never lets %s be changed or deleted from', async (table) => {
    const attempt = (statement: string) =>
      inTenant(database.db(), 'one', (tx) => tx.execute(sql.raw(statement)));
    const denied = expect.objectContaining({
      cause: expect.objectContaining({ message: expect.stringContaining('permission denied') }),
    });
    await expect(attempt(`update ${table} set tenant_id = 'one'`)).rejects.toEqual(denied);
    await expect(attempt(`delete from ${table}`)).rejects.toEqual(denied);
  });

  it('ends its settings with the transaction, so that a reused connection sees nothing', async () => {
    await inTenant(database.db(), 'one', (tx) => ensureTenant(tx, 'one'));
    const rows = await database.db().transaction(async (tx) => {
      await tx.execute(sql`set local role laurel_app`);
      return rowsOf(tx as never, sql`select * from tenant`);
    });
    expect(rows).toEqual([]);
  });
});
