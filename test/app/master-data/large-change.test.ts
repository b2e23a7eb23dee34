import { beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../../../schemas/job.ts';
import { ingestActivities } from '../../../src/app/activities/ingest-activities.ts';
import type { Context } from '../../../src/app/context.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { readJob } from '../../../src/app/jobs/read-jobs.ts';
import { recoverJobs, runJob } from '../../../src/app/jobs/run-job.ts';
import { runAwaitedChange } from '../../../src/app/master-data/apply-awaited.ts';
import { AwaitedInput } from '../../../src/app/master-data/awaited-change.ts';
import { readProduct } from '../../../src/app/master-data/read-products.ts';
import { saveProduct } from '../../../src/app/master-data/save-product.ts';
import { removeTarget, saveTargets } from '../../../src/app/master-data/save-targets.ts';
import { saveTeam } from '../../../src/app/master-data/save-team.ts';
import { MOST_AT_ONCE, type Saved } from '../../../src/app/master-data/saving.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { rebuild } from '../../../src/app/rebuild.ts';
import { readAwards } from '../../../src/app/results/read-awards.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import type { Queryable } from '../../../src/storage/database.ts';
import { claimJob, endJob } from '../../../src/storage/jobs.ts';
import { inTenant } from '../../../src/storage/tenant-transaction.ts';
import { ConnectionLost, losingConnection } from '../../failing-database.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, smallData } from '../small-plan.ts';
import { peoplePlan } from './people-plan.ts';

const database = testDatabase();
// What is left judges a snack by its week; team-sales gives the plan a closing.
const plan = peoplePlan(['gold', 'first-a', 'first-own', 'weighed', 'covered', 'reached', 'east', 'named']);
const AT = Date.parse('2024-03-20T04:00:00Z');
let context: Context;

const order = (id: string, rep: string, product: string) =>
  activity(plan, id, 'order.placed', rep, '2024-03-04T10:00', { amount: '1', product });
const tea = (category: string) => ({ code: 'tea', given: { name: 'Tea', category, attributes: {} } });
const points = async (rep: string): Promise<string[]> => {
  const { items } = await readAwards(context, { rep, at: AT, limit: 500, rule: 'snacks' });
  return items.map(({ lines }) => lines[0]?.amount ?? '').sort();
};
const category = async () => (await readProduct(context, { code: 'tea' })).category;
const jobOf = (saved: Saved<unknown>): Job => {
  if ('job' in saved) return saved.job;
  throw new Error('It was saved at once.');
};
const run = (job: Job, store = context.store) =>
  runJob(store, { tenant: context.tenant, job: job.id }, { alone: true, now: () => AT });

beforeAll(async () => {
  context = database.tenant();
  await publishPlan(context, plan.documents);
  await importData(context, { data: smallData([]) });
  await saveProduct(context, tea('snack'));
  // Cy sells tea once, and then does more than is judged anew while somebody waits.
  const many = Array.from({ length: MOST_AT_ONCE }, (_, index) =>
    activity(plan, `v${index}`, 'visit.completed', 'cy', '2024-03-05T10:00', { outlet: 'shop' }),
  );
  const orders = [order('a1', 'ann', 'tea'), order('b1', 'bo', 'nuts'), order('c1', 'cy', 'tea')];
  for (const activities of [many, orders]) await ingestActivities(context, { activities, judge: true });
});

describe('a change that concerns more than can be waited for', () => {
  it('is kept with a job, and takes effect as a whole when the job is done', async () => {
    const job = jobOf(await saveProduct(context, tea('drink')));
    expect(job).toMatchObject({ kind: 'change-master-data', status: 'queued' });
    // Until then records and figures are the old ones, also for what comes meanwhile.
    expect([await category(), await points('ann')]).toEqual(['snack', ['1']]);
    await ingestActivities(context, { activities: [order('a2', 'ann', 'tea')], judge: true });
    expect([await category(), await points('ann')]).toEqual(['snack', ['1', '2']]);
    expect(await run(job)).toBe('ended');
    const ended = await readJob(context, job);
    expect(ended).toMatchObject({ status: 'done', result: { granted: 0, reversed: 3 } });
    expect([await category(), await points('ann')]).toEqual(['drink', []]);
    expect(await rebuild(context)).toMatchObject({ same: true, judged: { granted: 0, reversed: 0 } });
    expect(await run(job)).toBe('not mine');
  });

  it('survives the death of whoever makes it, wherever that is', async () => {
    const job = jobOf(await saveProduct(context, tea('snack')));
    for (const lostAt of [5, 20, 45]) {
      const { db } = losingConnection(context.store.db, lostAt);
      await expect(run(job, { ...context.store, db })).rejects.toBeInstanceOf(ConnectionLost);
      expect([await category(), await points('ann')]).toEqual(['drink', []]);
      const tickets = await recoverJobs(context.store, { tenant: context.tenant, alone: true });
      expect(tickets).toEqual([{ tenant: context.tenant, job: job.id }]);
    }
    await run(job);
    expect(await readJob(context, job)).toMatchObject({
      status: 'done',
      result: { granted: 3, reversed: 0 },
    });
    expect([await category(), await points('ann')]).toEqual(['snack', ['1', '2']]);
  });

  it('is not overtaken by the next save, nor by a settlement, and its job tells what came of it', async () => {
    const first = jobOf(await saveProduct(context, tea('drink')));
    const second = jobOf(await saveProduct(context, tea('snack')));
    expect([await category(), await points('ann')]).toEqual(['drink', []]);
    await settlePeriod(context, { period: '2024-03' });
    expect([await category(), await points('ann')]).toEqual(['snack', ['1', '2']]);
    for (const job of [second, first]) await run(job);
    const counts = { granted: 0, reversed: 0 };
    expect((await readJob(context, first)).result).toEqual({ ...counts, reversed: 3 });
    expect((await readJob(context, second)).result).toEqual({ ...counts, granted: 3 });
    expect([await category(), await points('ann')]).toEqual(['snack', ['1', '2']]);
  });

  it('that another makes after its runner took the job tells what came of it as well', async () => {
    const job = jobOf(await saveProduct(context, tea('drink')));
    const within = <T>(work: (tx: Queryable) => Promise<T>) =>
      inTenant(context.store.db, context.tenant, work);
    const taken = await within((tx) => claimJob(tx, context.tenant, job.id, true));
    await settlePeriod(context, { period: '2024-03' });
    const result = await runAwaitedChange(context, AwaitedInput.parse(taken?.input));
    const attempt = { id: job.id, attempt: taken?.attempt ?? 0 };
    await within((tx) => endJob(tx, context.tenant, attempt, { result }));
    expect((await readJob(context, job)).result).toEqual({ granted: 0, reversed: 3 });
    await run(jobOf(await saveProduct(context, tea('snack'))));
    expect([await category(), await points('ann')]).toEqual(['snack', ['1', '2']]);
  });

  it('may be one of teams or targets as well', async () => {
    // While the month is still to come.
    const at = Date.parse('2024-02-20T00:00:00Z');
    const target = {
      subjectKind: 'rep',
      subject: 'cy',
      metric: 'sales',
      period: '2024-03',
      tier: 'base',
    } as const;
    const given = await saveTargets(context, { items: [{ ...target, amount: '5' }], at });
    await run(jobOf(given));
    await run(jobOf(await removeTarget(context, { ...target, at })));
    expect(
      await saveTargets(context, { items: [{ ...target, subject: 'ann', amount: '5' }], at }),
    ).toHaveProperty('view');
    // Nothing in this plan reads teams where activities are judged.
    expect(await saveTeam(context, { code: 'east', given: { name: 'East', manager: 'bo' } })).toHaveProperty(
      'view',
    );
  });
});

describe('a change that concerns few', () => {
  it('is made at once', async () => {
    const saved = await saveProduct(context, {
      code: 'nuts',
      given: { name: 'Nuts', category: 'snack', attributes: {} },
    });
    expect(saved).toMatchObject({ view: { code: 'nuts', category: 'snack' } });
    expect(await saveProduct(context, tea('snack'))).toHaveProperty('view');
  });
});
