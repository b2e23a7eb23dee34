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
const plan = smallPlan([ORDER_POINTS]);
let context: Context;
let checkpoint: Checkpoint | undefined;

/** Statements past the application's role, as somebody with the database's password could send. */
const tamper = (statement: ReturnType<typeof sql>) => context.store.db.execute(statement);
/** The award of an order, by the day of March. */
const awardOf = async (day: number): Promise<string> => {
  const [row] = await rowsOf<{ id: string }>(
    context.store.db,
    sql`select award_id as id from award where tenant_id = ${context.tenant} and day = ${`2024-03-0${day}`}::date`,
  );
  if (!row) throw new Error('no such award');
  return row.id;
};
const verify = () => verifyLedger(context, { checkpoint });

beforeEach(async () => {
  context = database.tenant();
  await publishPlan(context, plan.documents);
  const orders = [1, 2, 3, 4, 5, 6].map((day) =>
    activity(plan, `o${day}`, 'order.placed', 'ann', `2024-03-0${day}`, { amount: '10' }),
  );
  await importData(context, { data: smallData(orders) });
  checkpoint = await sealLedger(context);
});

describe('the ledger', () => {
  it('is intact after it was written and sealed', async () => {
    expect(checkpoint).toMatchObject({ sequence: 12 });
    expect(await verify()).toMatchObject({
      chain: { intact: true, sealed: 12 },
      unsealed: 0,
      fault: undefined,
    });
  });

  it('is not sealed twice', async () => {
    expect(await sealLedger(context)).toEqual(checkpoint);
  });

  it('counts what is not sealed yet, and checks it as well', async () => {
    await importData(context, {
      data: smallData([activity(plan, 'o9', 'order.placed', 'bo', '2024-03-09', { amount: '1' })]),
    });
    expect(await verify()).toMatchObject({ unsealed: 2, fault: undefined });
    await tamper(sql`update award_line set amount_minor = 1000 where tenant_id = ${context.tenant}
      and award_id = ${await awardOf(9)}`);
    expect(await verify()).toMatchObject({
      chain: { intact: true },
      fault: `revision 1 of the award ${await awardOf(9)} says something else than its content hash`,
    });
  });

  it('stays intact when plans of another name are published, and awards reversed and granted anew', async () => {
    const renamed = smallPlan([{ ...ORDER_POINTS, rewards: [{ kind: 'points', amount: 7 }] }], {
      code: 'renamed',
    });
    await publishPlan(context, renamed.documents);
    expect(await verify()).toMatchObject({ unsealed: 24, fault: undefined });
    await publishPlan(context, plan.documents);
    await sealLedger(context);
    expect(await verify()).toMatchObject({ chain: { intact: true, sealed: 60 }, fault: undefined });
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
      sql`update award_line set amount_minor = 11 where tenant_id = ${context.tenant} and award_id = ${await awardOf(1)}`,
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
