import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, type Queryable, rowsOf } from '../../src/storage/database.ts';
import { ensureTenant } from '../../src/storage/plans.ts';
import { connectServer, LASTING } from '../../src/storage/server.ts';
import { inTenant } from '../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../test-database.ts';

const database = testDatabase();
let one: Database;
let two: Database;
beforeAll(() => {
  [one, two] = [connectServer(database.url(), LASTING), connectServer(database.url(), LASTING)];
});
afterAll(() => Promise.all([one.close(), two.close()]));
beforeEach(async () => {
  await inTenant(one.db, 't', async (tx) => {
    await ensureTenant(tx, 't');
    await tx.execute(sql`delete from rep`);
    await tx.execute(
      sql`insert into rep (tenant_id, rep_id, code, name) values ('t', 'a', 'a', '0'), ('t', 'b', 'b', '0')`,
    );
  });
});

const add = (tx: Queryable, rep: string) =>
  tx.execute(sql`update rep set name = (name::int + 1)::text where tenant_id = 't' and rep_id = ${rep}`);
const names = () =>
  inTenant(one.db, 't', (tx) => rowsOf<{ name: string }>(tx, sql`select name from rep order by code`));

/** Lets each of two go on once both have come here, the first time. */
const meeting = () => {
  let here = 0;
  let open = () => {};
  const met = new Promise<void>((resolve) => {
    open = resolve;
  });
  return (): Promise<void> => {
    here += 1;
    if (here === 2) open();
    return met;
  };
};

describe('a transaction that loses against another', () => {
  it('by a deadlock is run again as a whole, and both succeed', async () => {
    const meet = meeting();
    const attempts: string[] = [];
    const crossing = (db: Queryable, first: string, second: string) =>
      inTenant(db, 't', async (tx) => {
        attempts.push(first);
        await add(tx, first);
        await meet();
        await add(tx, second);
        return first;
      });
    expect(await Promise.all([crossing(one.db, 'a', 'b'), crossing(two.db, 'b', 'a')])).toEqual(['a', 'b']);
    expect(attempts).toHaveLength(3);
    expect(await names()).toEqual([{ name: '2' }, { name: '2' }]);
  });

  it('by a serialization failure is run again as a whole', async () => {
    const meet = meeting();
    let attempts = 0;
    const url = `${database.url()}?default_transaction_isolation=repeatable%20read`;
    const strict = connectServer(url, LASTING);
    const increase = () =>
      inTenant(strict.db, 't', async (tx) => {
        attempts += 1;
        const [row] = await rowsOf<{ name: string }>(tx, sql`select name from rep where rep_id = 'a'`);
        await meet();
        await tx.execute(sql`update rep set name = ${String(Number(row?.name) + 1)} where rep_id = 'a'`);
      });
    await Promise.all([increase(), increase()]);
    await strict.close();
    expect(attempts).toBe(3);
    expect(await names()).toEqual([{ name: '2' }, { name: '0' }]);
  });
});
