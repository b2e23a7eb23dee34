import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../src/app/context.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { sealLedger } from '../../../src/app/ledger/seal-ledger.ts';
import { verifyLedger } from '../../../src/app/ledger/verify-ledger.ts';
import { verifyStatement } from '../../../src/app/ledger/verify-statement.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import type { Checkpoint } from '../../../src/domain/ledger/seal.ts';
import { rowsOf } from '../../../src/storage/database.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, ORDER_POINTS, smallData, smallPlan } from '../small-plan.ts';

const database = testDatabase();
let context: Context;
let checkpoint: Checkpoint | undefined;

/** Statements past the application's role, as somebody with the database's password could send. */
const tamper = (statement: ReturnType<typeof sql>) => context.store.db.execute(statement);
const at = async (sequence: number): Promise<string> => {
  const [row] = await rowsOf<{ id: string }>(
    context.store.db,
    sql`
    select transfer_id as id from seal where tenant_id = ${context.tenant} and sequence = ${sequence}`,
  );
  if (!row) throw new Error('no such entry');
  return row.id;
};
const verify = () => verifyLedger(context, { checkpoint });

beforeEach(async () => {
  context = database.tenant();
  const plan = smallPlan([ORDER_POINTS]);
  await publishPlan(context, plan.documents);
  const orders = [1, 2, 3, 4, 5, 6].map((day) =>
    activity(plan, `o${day}`, 'order.placed', 'ann', `2024-03-0${day}`, { amount: '10' }),
  );
  await importData(context, { data: smallData(orders) });
  checkpoint = await sealLedger(context);
});

describe('the ledger', () => {
  it('is intact after it was written and sealed', async () => {
    expect(checkpoint).toMatchObject({ sequence: 6 });
    expect(await verify()).toMatchObject({
      chain: { intact: true, sealed: 6 },
      unsealed: 0,
      fault: undefined,
    });
  });

  it('is not sealed twice', async () => {
    expect(await sealLedger(context)).toEqual(checkpoint);
  });

  const COLUMNS: readonly (readonly [string, ReturnType<typeof sql>])[] = [
    ['amount', sql`amount_minor = amount_minor + 1`],
    ['account', sql`to_account = to_account || 'x'`],
    ['currency', sql`currency = 'pointz'`],
    ['time', sql`occurred_at = occurred_at + interval '1 millisecond'`],
    ['time of recording', sql`recorded_at = recorded_at + interval '1 millisecond'`],
    ['evidence', sql`evidence = '["act_other"]'`],
    ['rule version', sql`rule_version = 'other'`],
    ['content hash', sql`content_hash = repeat('0', 64)`],
  ];
  it.each(COLUMNS)('names the first entry whose %s was changed', async (_name, change) => {
    const [third, fifth] = [await at(3), await at(5)];
    await tamper(
      sql`update transfer set ${change} where tenant_id = ${context.tenant} and transfer_id in (${third}, ${fifth})`,
    );
    const verdict = await verify();
    expect(verdict.chain).toMatchObject({ intact: false, sequence: 3 });
    expect(verdict.fault).toContain('entry 3');
  });

  it('names an entry that was removed', async () => {
    await tamper(
      sql`delete from transfer where tenant_id = ${context.tenant} and transfer_id = ${await at(2)}`,
    );
    expect((await verify()).chain).toMatchObject({ intact: false, sequence: 2 });
  });

  it('names a gap where the entry was removed with its seal', async () => {
    const second = await at(2);
    await tamper(sql`delete from seal where tenant_id = ${context.tenant} and sequence = 2`);
    await tamper(sql`delete from transfer where tenant_id = ${context.tenant} and transfer_id = ${second}`);
    expect((await verify()).chain).toMatchObject({ intact: false, sequence: 2 });
  });

  it('misses a removed last entry only against the checkpoint kept outside', async () => {
    const last = await at(6);
    const [{ award } = { award: '' }] = await rowsOf<{ award: string }>(
      context.store.db,
      sql`
      select award_id as award from transfer where tenant_id = ${context.tenant} and transfer_id = ${last}`,
    );
    await tamper(sql`delete from seal where tenant_id = ${context.tenant} and sequence = 6`);
    await tamper(sql`delete from transfer where tenant_id = ${context.tenant} and transfer_id = ${last}`);
    await tamper(sql`delete from award_line where tenant_id = ${context.tenant} and award_id = ${award}`);
    await tamper(sql`delete from award where tenant_id = ${context.tenant} and award_id = ${award}`);
    expect((await verifyLedger(context, { checkpoint: undefined })).fault).toBeUndefined();
    expect((await verify()).fault).toContain('the ledger ends at entry 5');
  });

  it('finds an award whose transfers do not sum to its lines', async () => {
    await tamper(
      sql`update award_line set amount_minor = 99 where tenant_id = ${context.tenant} and award_id = (select award_id from transfer where transfer_id = ${await at(4)})`,
    );
    expect((await verify()).fault).toContain('do not sum to its lines');
  });

  it('finds a change to what is not sealed yet', async () => {
    const plan = smallPlan([ORDER_POINTS]);
    await importData(context, {
      data: smallData([activity(plan, 'o9', 'order.placed', 'bo', '2024-03-09', { amount: '1' })]),
    });
    expect(await verify()).toMatchObject({ unsealed: 1, fault: undefined });
    await tamper(sql`update transfer set amount_minor = 1000 where tenant_id = ${context.tenant} and to_account like 'rep:%'
      and not exists (select from seal where seal.tenant_id = transfer.tenant_id and seal.transfer_id = transfer.transfer_id)`);
    expect((await verify()).fault).toContain('not sealed yet');
  });
});

describe('a payslip', () => {
  it('is recomputed from activities and rules, and nothing is kept of it', async () => {
    expect(await verifyStatement(context, { rep: 'ann', period: '2024-03' })).toEqual({
      lines: 6,
      differences: [],
    });
    expect(await verify()).toMatchObject({ unsealed: 0, fault: undefined });
  });

  it('shows each line that is not what the facts say', async () => {
    await tamper(
      sql`update award_line set amount_minor = 11 where tenant_id = ${context.tenant} and award_id = (select award_id from transfer where transfer_id = ${await at(1)})`,
    );
    const { differences } = await verifyStatement(context, { rep: 'ann', period: '2024-03' });
    expect(differences).toEqual([expect.stringMatching(/recorded: .* 11; recomputed: .* 10/)]);
  });

  it('of a stranger is not found', async () => {
    await expect(verifyStatement(context, { rep: 'nobody', period: '2024-03' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
