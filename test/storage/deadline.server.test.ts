import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../src/storage/database.ts';
import { deadlineIn } from '../../src/storage/deadline.ts';
import { isTimedOut } from '../../src/storage/retry.ts';
import { inTenant } from '../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../test-database.ts';

const database = testDatabase();

const timesOut = async (work: Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await expect(work.then(() => 'no', isTimedOut)).resolves.toBe(true);
  return performance.now() - began;
};

const runningFor = async (text: string): Promise<number> => {
  const rows = await rowsOf(
    database.db(),
    sql`select pid from pg_stat_activity where state = 'active' and query like ${`%${text}%`} and pid <> pg_backend_pid()`,
  );
  return rows.length;
};

describe('a deadline on a server', () => {
  it('ends a statement that runs, in the server too', async () => {
    const slow = inTenant(
      database.db(),
      't',
      (tx) => tx.execute(sql.raw('select pg_sleep(30) as slow_one')),
      deadlineIn(0.5),
    );
    expect(await timesOut(slow)).toBeLessThan(5_000);
    expect(await runningFor('slow_one')).toBe(0);
  });

  it('gives a later statement no more than what is left', async () => {
    const slow = inTenant(
      database.db(),
      't',
      async (tx) => {
        await tx.execute(sql.raw('select pg_sleep(2.5)'));
        await tx.execute(sql.raw('select pg_sleep(30) as slow_two'));
      },
      deadlineIn(3),
    );
    expect(await timesOut(slow)).toBeLessThan(4_500);
    expect(await runningFor('slow_two')).toBe(0);
  });
});
