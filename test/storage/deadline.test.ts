import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { rowsOf } from '../../src/storage/database.ts';
import { deadlineIn, TimedOut } from '../../src/storage/deadline.ts';
import { ensureTenant } from '../../src/storage/plans.ts';
import { isTimedOut } from '../../src/storage/retry.ts';
import { inTenant, readTenant } from '../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../test-database.ts';

const database = testDatabase();

/** Begins statements until it is not let. */
const endless =
  (tenant?: string) =>
  async (tx: Parameters<Parameters<typeof inTenant>[2]>[0]): Promise<never> => {
    if (tenant !== undefined) await ensureTenant(tx, tenant);
    for (;;) await tx.execute(sql`select 1`);
  };

describe('a deadline', () => {
  it('ends work between two statements, and undoes it', async () => {
    const began = performance.now();
    const work = inTenant(database.db(), 'endless', endless('endless'), deadlineIn(0.3));
    await expect(work).rejects.toThrow(TimedOut);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await inTenant(database.db(), 'endless', (tx) => rowsOf(tx, sql`select * from tenant`))).toEqual(
      [],
    );
  });

  it('is the same for everything that is done before it', async () => {
    const deadline = deadlineIn(0.3);
    await expect(readTenant(database.db(), 't', endless(), deadline)).rejects.toThrow(TimedOut);
    const late = inTenant(database.db(), 't', (tx) => rowsOf(tx, sql`select 1`), deadline);
    await expect(late.catch((error: unknown) => isTimedOut(error))).resolves.toBe(true);
  });

  it('runs from the first transaction on', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const deadline = deadlineIn(1);
      vi.advanceTimersByTime(5_000);
      expect(deadline.remainingMs()).toBe(1_000);
      vi.advanceTimersByTime(400);
      expect(deadline.remainingMs()).toBe(600);
    } finally {
      vi.useRealTimers();
    }
  });

  it('leaves nothing behind for others on the same connection', async () => {
    await inTenant(database.db(), 't', (tx) => rowsOf(tx, sql`select 1`), deadlineIn(1));
    const [row] = await rowsOf<{ timeout: string }>(
      database.db(),
      sql`select current_setting('statement_timeout') as timeout`,
    );
    expect(row?.timeout).not.toMatch(/^\d{3}ms$|^1s$/);
  });
});
