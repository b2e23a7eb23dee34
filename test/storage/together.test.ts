import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { together } from '../../src/storage/database.ts';
import { isAfterFailure } from '../../src/storage/retry.ts';
import { inTenant } from '../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../test-database.ts';

const database = testDatabase();

describe('statements sent together', () => {
  it('give their answers in the order they were sent in', async () => {
    const answers = await inTenant(database.db(), 'main', (tx) =>
      together([
        tx.execute(sql`select 1 as one`),
        Promise.resolve('two'),
        tx.execute(sql`select 3 as three`),
      ]),
    );
    expect(answers).toHaveLength(3);
    expect(answers[1]).toBe('two');
  });

  it('fail by the one that failed, wherever it stands, and not by those after it', async () => {
    const failing = inTenant(database.db(), 'main', (tx) => {
      const slow = async () => {
        await tx.execute(sql`select 1`);
        return tx.execute(sql`select 2`);
      };
      return together([slow(), tx.execute(sql`select 1 / 0`), tx.execute(sql`select 3`)]);
    });
    const error = await failing.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    expect(isAfterFailure(error)).toBe(false);
    expect(String((error as Error).cause)).toContain('division by zero');
  });
});
