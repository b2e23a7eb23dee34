import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../../../schemas/job.ts';
import type { Context } from '../../../src/app/context.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { runJob } from '../../../src/app/jobs/run-job.ts';
import { createKey } from '../../../src/app/keys/create-key.ts';
import { revokeKey } from '../../../src/app/keys/revoke-key.ts';
import { saveTargets } from '../../../src/app/master-data/save-targets.ts';
import type { Saved } from '../../../src/app/master-data/saving.ts';
import { publishedPlan } from '../../../src/app/plan/current-plan.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { approvePlan } from '../../../src/app/proposals/approve-plan.ts';
import { approveRecalibration } from '../../../src/app/proposals/approve-recalibration.ts';
import { approveSettlement } from '../../../src/app/proposals/approve-settlement.ts';
import { endPlanProposal } from '../../../src/app/proposals/end-plan-proposal.ts';
import { proposePlan } from '../../../src/app/proposals/propose-plan.ts';
import { proposeRecalibration } from '../../../src/app/proposals/propose-recalibration.ts';
import { readPlanProposal } from '../../../src/app/proposals/read-plan-proposals.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import { rowsOf } from '../../../src/storage/database.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, smallData, smallFiles, smallPlan } from '../small-plan.ts';

const database = testDatabase();
let context: Context;

beforeAll(async () => {
  context = database.tenant();
  const plan = smallPlan();
  await publishPlan(context, plan.documents);
  const order = activity(plan, 'o1', 'order.placed', 'ann', '2024-03-05T10:00', { amount: '10' });
  await importData(context, { data: smallData([order]) });
});

const as = (actor: string, others: Partial<Context> = {}): Context => ({ ...context, actor, ...others });

const propose = (by: Context, name: string) => {
  const files = [...smallFiles(undefined, { name: { zh: name, en: name } })];
  const documents = Object.fromEntries(files.map(([path, text]) => [path, JSON.parse(text) as unknown]));
  return proposePlan(by, { files: documents, reason: 'A reason.' });
};

/** The code with which an approval is refused; undefined where it is not. */
const refusal = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: { code?: string }) => error.code ?? String(error),
  );
const approval = (by: Context, { id }: Readonly<{ id: string }>) =>
  refusal(approvePlan(by, { id, reason: 'Good.' }));
const jobOf = (saved: Saved<unknown>): Job => {
  if ('job' in saved) return saved.job;
  throw new Error('It was done at once.');
};
const run = (job: Job) =>
  runJob(context.store, { tenant: context.tenant, job: job.id }, { alone: true, now: Date.now });

describe('another hand', () => {
  it('is not the same actor in another role', async () => {
    const made = await propose(as('per_1', { roles: ['hr'] }), 'Role');
    expect(await approval(as('per_1', { roles: ['admin'] }), made)).toBe('forbidden');
    expect(await approval(as('per_1', { roles: ['hr', 'admin', 'payroll'] }), made)).toBe('forbidden');
    expect(await approval(as('per_2', { roles: ['hr'] }), made)).toBeUndefined();
  });

  it('is not the same rep by another name', async () => {
    const made = await propose(as('manager:ann', { rep: 'ann' }), 'Rep');
    expect(await approval(as('per_ann', { rep: 'ann' }), made)).toBe('forbidden');
    expect(await approval(as('per_bo', { rep: 'bo' }), made)).toBeUndefined();
  });

  it('is neither a key that the maker has made nor who has made the key, not even once it is revoked', async () => {
    const maker = as('per_maker');
    const key = await createKey(maker, { name: 'erp', expiresDays: 10 });
    await createKey(maker, { name: 'crm', expiresDays: 10 });
    await createKey(as('per_other'), { name: 'bi', expiresDays: 10 });
    const own = await propose(maker, 'Key');
    expect(await approval(as('key:erp'), own)).toBe('forbidden');
    const ofKey = await propose(as('key:erp'), 'Of a key');
    expect(await approval(maker, ofKey)).toBe('forbidden');
    expect(await approval(as('key:crm'), ofKey)).toBe('forbidden');
    await revokeKey(maker, { id: key.id });
    expect(await approval(as('key:erp'), own)).toBe('forbidden');
    expect(await approval(as('key:bi'), own)).toBeUndefined();
  });

  it('is asked for of settlements and targets as well', async () => {
    await settlePeriod(as('per_1'), { period: '2024-02' });
    const given = { period: '2024-02', calculation: 1 };
    expect(await refusal(approveSettlement(as('per_1'), given))).toBe('forbidden');
    expect(await refusal(approveSettlement(as('per_2'), given))).toBeUndefined();
    const made = await recalibrate(as('per_1'), '7');
    const decided = { id: made.id, reason: 'Good.' };
    expect(await refusal(approveRecalibration(as('per_1'), decided))).toBe('forbidden');
    expect(await refusal(approveRecalibration(as('per_2'), decided))).toBeUndefined();
  });
});

const recalibrate = (by: Context, amount: string) =>
  proposeRecalibration(by, {
    trigger: 'Something happened.',
    reason: 'It follows.',
    changes: [
      { subjectKind: 'rep', subject: 'ann', metric: 'sales', period: '2024-03', tier: 'base', amount },
    ],
    at: Date.parse('2024-03-20T00:00:00Z'),
  });

describe('what is approved', () => {
  it('is what was proposed, to the byte', async () => {
    const made = await propose(as('per_1'), 'Tampered');
    await database.db().execute(sql`
      update proposal set content = jsonb_set(content, '{documents,plan,name,en}', '"Other"')
      where tenant_id = ${context.tenant} and proposal_id = ${made.id}`);
    expect(await approval(as('per_2'), made)).toBe('state');
    const refused = await endPlanProposal(as('per_2'), { id: made.id, reason: 'No.', verdict: 'refused' });
    expect(refused.state).toBe('refused');
  });

  it('is done by a job where it takes long, and open until then', async () => {
    const made = await propose(as('per_1'), 'Large');
    const decided = { id: made.id, reason: 'Good.' };
    const job = jobOf(await approvePlan(as('per_2'), decided, 0));
    expect(job).toMatchObject({ kind: 'approve-plan', status: 'queued', createdBy: 'per_2' });
    expect((await readPlanProposal(context, made)).state).toBe('proposed');
    await run(job);
    expect(await readPlanProposal(context, made)).toMatchObject({ state: 'approved', checker: 'per_2' });
    expect((await publishedPlan(context))?.version).toBe(made.version);
    // The answer was lost, and the job is run again.
    expect(await approval(as('per_2'), made)).toBeUndefined();
    expect(await approval(as('per_3'), made)).toBe('conflict');
  });

  it('is not what was withdrawn while its job waited', async () => {
    const made = await propose(as('per_1'), 'Withdrawn');
    const job = jobOf(await approvePlan(as('per_2'), { id: made.id, reason: 'Good.' }, 0));
    await endPlanProposal(as('per_1'), { id: made.id, reason: 'No.', verdict: 'withdrawn' });
    await run(job);
    const [row] = await rowsOf(
      database.db(),
      sql`select status, problem->>'code' as code from job where job_id = ${job.id}`,
    );
    expect(row).toEqual({ status: 'failed', code: 'conflict' });
    expect((await publishedPlan(context))?.version).not.toBe(made.version);
  });

  it('of targets is done by a job as well', async () => {
    const made = await recalibrate(as('per_1'), '8');
    const job = jobOf(await approveRecalibration(as('per_2'), { id: made.id, reason: 'Good.' }, 0));
    await run(job);
    const [row] = await rowsOf(database.db(), sql`select status from job where job_id = ${job.id}`);
    expect(row).toEqual({ status: 'done' });
    const again = saveTargets(context, {
      items: [
        { subjectKind: 'rep', subject: 'ann', metric: 'sales', period: '2024-03', tier: 'base', amount: '8' },
      ],
      at: Date.parse('2024-03-20T00:00:00Z'),
    });
    expect(await again).toHaveProperty('view');
  });
});
