import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '../../../schemas/job.ts';
import type { Context, Store } from '../../../src/app/context.ts';
import { LaurelError } from '../../../src/app/errors.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { readJob, readJobs } from '../../../src/app/jobs/read-jobs.ts';
import { recoverJobs, runJob } from '../../../src/app/jobs/run-job.ts';
import { startJob } from '../../../src/app/jobs/start-job.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { type Queryable, rowsOf } from '../../../src/storage/database.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, COMMISSION, smallData, smallPlan } from '../small-plan.ts';

const database = testDatabase();
const plan = smallPlan([COMMISSION]);
let context: Context;
let job: Job;

beforeEach(async () => {
  context = database.tenant();
  await publishPlan(context, plan.documents);
  const order = activity(plan, 'o1', 'order.placed', 'ann', '2024-03-05', { amount: '1000' });
  await importData(context, { data: smallData([order]) });
  job = await startJob(context, { kind: 'settle-period', input: { period: '2024-03' } });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A runner among others, as on a server; its clock stands still, so that it tells of its progress once. */
const run = (store: Store = context.store) =>
  runJob(store, { tenant: context.tenant, job: job.id }, { alone: false, now: () => 1_000 });
const found = () => recoverJobs(context.store, { tenant: context.tenant, alone: false });
const ticket = () => ({ tenant: context.tenant, job: job.id });

/** As if nothing had been heard of the runner for so long. */
const silentFor = (time: string) =>
  context.store.db.execute(
    sql`update job set alive_at = now() - ${time}::interval where tenant_id = ${context.tenant}`,
  );
const lastAlive = async (): Promise<number> => {
  const [row] = await rowsOf<{ ago: number }>(
    context.store.db,
    sql`select extract(epoch from now() - alive_at)::float8 as ago from job where tenant_id = ${context.tenant}`,
  );
  return row?.ago ?? Number.NaN;
};

/**
 * A runner that is held up before the transaction with a number, counted from 1: it claims in the first one, tells of its
 * progress in the second, and works in the third. `reached` is told when it stands there; `go` lets it on.
 */
const heldUp = (at: number) => {
  const [here, going] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { db } = context.store;
  let transactions = 0;
  const transaction: Queryable['transaction'] = async (work, config) => {
    transactions += 1;
    if (transactions === at) {
      here.resolve();
      await going.promise;
    }
    return db.transaction(work, config);
  };
  const held = { transaction, execute: db.execute.bind(db) } as unknown as Queryable;
  return { store: { ...context.store, db: held }, reached: here.promise, go: () => going.resolve() };
};

const attemptOf = async (): Promise<number> => {
  const [row] = await rowsOf<{ attempt: number }>(
    context.store.db,
    sql`select attempt from job where tenant_id = ${context.tenant}`,
  );
  return row?.attempt ?? 0;
};

describe('a job whose runner is silent', () => {
  it('is left to it for three minutes, and then taken over', async () => {
    const first = heldUp(3);
    const running = run(first.store);
    await first.reached;
    expect(await readJob(context, job)).toMatchObject({ status: 'running', done: 0, total: 1 });
    await silentFor('170 seconds');
    expect([await found(), await run()]).toEqual([[], 'not mine']);
    await silentFor('181 seconds');
    expect(await found()).toEqual([ticket()]);
    expect(await run()).toBe('ended');
    const ended = await readJob(context, job);
    expect(ended).toMatchObject({ status: 'done', result: { granted: 1, reversed: 0 } });
    // The first comes to its end as well: its work changes nothing, and what it says of the job is not heard.
    first.go();
    await running;
    expect(await readJob(context, job)).toEqual(ended);
    expect([await attemptOf(), await found()]).toEqual([2, []]);
  });

  it('is not ended by a runner whose work another has taken up', async () => {
    const [first, second] = [heldUp(3), heldUp(3)];
    const running = run(first.store);
    await first.reached;
    await silentFor('4 minutes');
    const taken = run(second.store);
    await second.reached;
    first.go();
    await running;
    expect(await readJob(context, job)).toMatchObject({ status: 'running', done: 0 });
    second.go();
    await taken;
    expect(await readJob(context, job)).toMatchObject({ status: 'done', done: 1, result: { granted: 0 } });
  });

  it('is known to live as long as its runner gives signs of life', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const first = heldUp(3);
    const running = run(first.store);
    await first.reached;
    await silentFor('4 minutes');
    vi.advanceTimersByTime(20_000);
    await vi.waitFor(async () => expect(await lastAlive()).toBeLessThan(60), { interval: 20 });
    expect([await found(), await run()]).toEqual([[], 'not mine']);
    first.go();
    await running;
    expect(await readJob(context, job)).toMatchObject({ status: 'done' });
    expect(await attemptOf()).toBe(1);
  });
});

describe('a job that fails', () => {
  it('is tried five times where nobody knows why', async () => {
    const broken = (): Store => {
      let transactions = 0;
      const transaction: Queryable['transaction'] = (work, config) => {
        transactions += 1;
        if (transactions === 3) throw new Error('broken');
        return context.store.db.transaction(work, config);
      };
      return { ...context.store, db: { transaction } as unknown as Queryable };
    };
    for (const attempt of [1, 2, 3, 4]) {
      await expect(run(broken())).rejects.toThrow('broken');
      expect([attempt, (await readJob(context, job)).status]).toEqual([attempt, 'queued']);
      expect(await found()).toEqual([ticket()]);
    }
    await expect(run(broken())).rejects.toThrow('broken');
    const failed = await readJob(context, job);
    expect(failed).toMatchObject({ status: 'failed', problem: { code: 'internal' } });
    expect(failed.problem?.detail).not.toContain('broken');
    expect([await found(), await run()]).toEqual([[], 'not mine']);
  });

  it('tells the reason of a refusal at once', async () => {
    job = await startJob(context, { kind: 'settle-period', input: { period: 'never' } });
    expect(await run()).toBe('ended');
    expect(await readJob(context, job)).toMatchObject({
      status: 'failed',
      problem: { code: 'invalid', detail: expect.stringContaining('“never” is no period') },
    });
  });

  it('is no job where it is not understood, or not admitted', async () => {
    const refused = startJob(context, { kind: 'settle-period', input: { period: 7 } });
    await expect(refused).rejects.toBeInstanceOf(LaurelError);
    const hr: Context = { ...context, roles: ['hr'] };
    const wanted = { kind: 'settle-period', input: { period: '2024-03' } } as const;
    await expect(startJob(hr, wanted)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await readJobs(context, { limit: 10 })).items).toHaveLength(1);
  });
});
