import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { column } from '../../src/storage/arrays.ts';
import { type Queryable, rowsOf } from '../../src/storage/database.ts';
import { ensureTenant } from '../../src/storage/plans.ts';
import { connectServer, LASTING, PER_REQUEST } from '../../src/storage/server.ts';
import { inTenant } from '../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../test-database.ts';

const database = testDatabase();

const prepared = async (db: Queryable): Promise<string[]> => {
  const rows = await rowsOf<{ statement: string }>(db, sql`select statement from pg_prepared_statements`);
  return rows.map(({ statement }) => statement.trim());
};

describe('statements', () => {
  it('are prepared, inside of transactions and outside, once whatever the values', async () => {
    const { db, close } = connectServer(database.url(), { ...LASTING, connections: 1 });
    for (const tenant of ['a', 'b', 'c']) await inTenant(db, tenant, (tx) => ensureTenant(tx, tenant));
    for (const values of [['x'], [], ['y', 'z']])
      await db.execute(sql`select count(*) from rep where code = any(${column(values, 'text')})`);
    const statements = await prepared(db);
    const of = (text: string) => statements.filter((statement) => statement.startsWith(text));
    expect(of('insert into tenant')).toHaveLength(1);
    expect(of('select count(*) from rep')).toHaveLength(1);
    expect(of('select set_config')).toHaveLength(1);
    await close();
  });

  it('are prepared inside of a nested transaction, and for the client of one request', async () => {
    const { db } = connectServer(database.url(), { ...PER_REQUEST, connections: 1 });
    await db.transaction((tx) =>
      tx.transaction((nested) => nested.execute(sql`select ${'nested'}::text as place`)),
    );
    expect(await prepared(db)).toContain('select $1::text as place');
  });

  it('of several in one text are still run, as migrations need it', async () => {
    const [row] = await database.db().transaction(async (tx) => {
      await tx.execute(
        sql.raw('create table two (n int); insert into two values (1); insert into two values (2)'),
      );
      return rowsOf<{ n: number }>(tx as unknown as Queryable, sql`select sum(n)::int as n from two`);
    });
    expect(row).toEqual({ n: 3 });
  });

  it('that run away are ended', async () => {
    const { db, close } = connectServer(database.url(), { ...LASTING, statementSeconds: 0.05 });
    await expect(db.execute(sql`select pg_sleep(30)`)).rejects.toMatchObject({ cause: { code: '57014' } });
    await close();
  });
});

describe('the pool', () => {
  it('holds as many connections as it says, and lets others wait', async () => {
    const { db, close } = connectServer(database.url(), { ...LASTING, connections: 3 });
    const backends = await Promise.all(
      Array.from({ length: 12 }, () =>
        rowsOf<{ pid: number }>(db, sql`select pg_backend_pid() as pid from pg_sleep(0.02)`),
      ),
    );
    expect(new Set(backends.map(([row]) => row?.pid)).size).toBeLessThanOrEqual(3);
    const seen = await rowsOf(
      database.db(),
      sql`select pid from pg_stat_activity where application_name = 'laurel' and pid = any(${column(
        backends.map(([row]) => row?.pid ?? 0),
        'integer',
      )})`,
    );
    expect(seen.length).toBeGreaterThan(0);
    await close();
    await expect(db.execute(sql`select 1`)).rejects.toThrow();
  });

  it('of one request is left to the runtime to end', async () => {
    const { db, close } = connectServer(database.url(), PER_REQUEST);
    await close();
    expect(await rowsOf(db, sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });
});
