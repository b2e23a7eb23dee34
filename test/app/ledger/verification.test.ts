import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { ingestActivities } from '../../../src/app/activities/ingest-activities.ts';
import type { Context } from '../../../src/app/context.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { runJob } from '../../../src/app/jobs/run-job.ts';
import { readVerification, startVerification } from '../../../src/app/ledger/verification.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, smallData, smallPlan } from '../small-plan.ts';

const database = testDatabase();
const plan = smallPlan();
let context: Context;

beforeEach(async () => {
  context = database.tenant();
  await publishPlan(context, plan.documents);
  await importData(context, { data: smallData([]) });
  const order = activity(plan, 'o1', 'order.placed', 'ann', '2024-03-05', { amount: '10' });
  await ingestActivities(context, { activities: [order], judge: true });
});

const verify = async () => {
  const { id: job } = await startVerification(context);
  await runJob(context.store, { tenant: context.tenant, job }, { alone: true, now: () => 0 });
  return job;
};

describe('a verification', () => {
  it('is a job, and is told of once it has ended', async () => {
    await expect(readVerification(context)).rejects.toMatchObject({ code: 'not-found' });
    const job = await verify();
    const found = { intact: true, unsealed: 2, job, verifiedAt: expect.stringMatching(/Z$/) };
    expect(await readVerification(context)).toEqual(found);
    const next = await startVerification(context);
    expect(await readVerification(context)).toEqual({ ...found, underWay: next.id });
  });

  it('is not started a second time while one is under way', async () => {
    const first = await startVerification(context);
    expect(await startVerification(context)).toEqual(first);
    await runJob(context.store, { tenant: context.tenant, job: first.id }, { alone: true, now: () => 0 });
    expect((await startVerification(context)).id).not.toBe(first.id);
  });

  it('names what is wrong', async () => {
    await verify();
    await context.store.db.execute(
      sql`update award_line set amount_minor = amount_minor + 1 where tenant_id = ${context.tenant}`,
    );
    const job = await verify();
    expect(await readVerification(context)).toMatchObject({
      intact: false,
      fault: expect.stringMatching(/awd_/),
      job,
    });
  });

  it('is for those who may verify', async () => {
    const hr: Context = { ...context, roles: ['hr'] };
    await expect(startVerification(hr)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(readVerification(hr)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
