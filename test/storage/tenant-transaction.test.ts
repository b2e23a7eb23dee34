import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../src/storage/database.ts';
import { ensureTenant } from '../../src/storage/plans.ts';
import { Superseded } from '../../src/storage/retry.ts';
import { inTenant } from '../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../test-database.ts';

const database = testDatabase();

/** What the database says when it gives up a transaction, whichever driver brings it. */
const refusal = (code: string) =>
  sql.raw(`do $$ begin raise exception 'lost' using errcode = '${code}'; end $$`);

describe('a transaction', () => {
  it.each(['40001', '40P01'])(
    'that the database gives up with %s is run again, and kept once',
    async (code) => {
      let attempts = 0;
      const tenant = `given-up-${code}`;
      const result = await inTenant(database.db(), tenant, async (tx) => {
        attempts += 1;
        await ensureTenant(tx, tenant);
        if (attempts < 3) await tx.execute(refusal(code));
        return attempts;
      });
      expect(result).toBe(3);
      expect(await inTenant(database.db(), tenant, (tx) => rowsOf(tx, sql`select name from tenant`))).toEqual(
        [{ name: tenant }],
      );
    },
  );

  it('is run eight times at most, and then says what was in the way', async () => {
    let attempts = 0;
    const hopeless = inTenant(database.db(), 't', async () => {
      attempts += 1;
      throw new Superseded('The plan');
    });
    await expect(hopeless).rejects.toThrow('The plan changed while this waited for its turn.');
    expect(attempts).toBe(8);
  });

  it('that fails for another reason is run once, and nothing of it is kept', async () => {
    let attempts = 0;
    const wrong = inTenant(database.db(), 'wrong', async (tx) => {
      attempts += 1;
      await ensureTenant(tx, 'wrong');
      await tx.execute(refusal('23505'));
    });
    await expect(wrong).rejects.toMatchObject({ cause: { code: '23505' } });
    expect(attempts).toBe(1);
    expect(await inTenant(database.db(), 'wrong', (tx) => rowsOf(tx, sql`select * from tenant`))).toEqual([]);
  });
});
