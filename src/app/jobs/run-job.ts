import {
  abandonedJobs,
  advanceJob,
  claimJob,
  endJob,
  type JobRow,
  keepJobAlive,
  requeueJob,
} from '../../storage/jobs.ts';
import { inTenant } from '../../storage/tenant-transaction.ts';
import type { Actor, Context, Store } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { JOB_KINDS, type Progress } from './job-kinds.ts';

/** A job and its tenant: all that a carrier has to carry. */
export type JobTicket = Readonly<{ tenant: string; job: string }>;

/** A job is tried so often before it has failed. */
const MOST_ATTEMPTS = 5;

/** How often a runner tells that it lives; it is taken for dead after minutes. */
const PULSE_MS = 20_000;

/** How often at most progress is written, so that telling of it does not slow the work. */
const EVERY_MS = 500;

/**
 * Runs a job to its end, unless it has ended or another runner has it. A refusal fails the job with its reason; after
 * anything else the job is put back, and the error is thrown for the carrier to try again later. `alone` says that no
 * other runner can live, so that a job found running was left by a process that died.
 */
export const runJob = async (
  store: Store,
  { tenant, job }: JobTicket,
  { alone, now }: Readonly<{ alone: boolean; now(): number }>,
): Promise<'ended' | 'not mine'> => {
  const within = <T>(work: Parameters<typeof inTenant<T>>[2]) => inTenant(store.db, tenant, work);
  const row = await within((tx) => claimJob(tx, tenant, job, alone));
  if (!row) return 'not mine';
  const attempt = { id: job, attempt: row.attempt };
  const context: Context = { ...(row.actor as Omit<Actor, 'tenant'>), tenant, store };
  let told = 0;
  const progress: Progress = async ({ done, total }) => {
    if (now() - told < EVERY_MS && done < total) return;
    told = now();
    await within((tx) => advanceJob(tx, tenant, attempt, { done, total }));
  };
  // Beside the work, which may be one long transaction.
  const pulse = setInterval(() => {
    within((tx) => keepJobAlive(tx, tenant, attempt)).catch(() => {});
  }, PULSE_MS);
  try {
    const result = await work(context, row, progress);
    await within((tx) => endJob(tx, tenant, attempt, { result }));
  } catch (error) {
    const problem = problemOf(error, row);
    if (!problem) {
      await within((tx) => requeueJob(tx, tenant, attempt));
      throw error;
    }
    await within((tx) => endJob(tx, tenant, attempt, { problem }));
    if (problem.code === 'internal') throw error;
  } finally {
    clearInterval(pulse);
  }
  return 'ended';
};

const work = (context: Context, { kind, input, done }: JobRow, progress: Progress): Promise<object> => {
  const definition = JOB_KINDS[kind];
  return definition.run(context, definition.input.parse(input), progress, done);
};

/** What to tell of an error, or undefined where the job is worth another attempt. */
const problemOf = (error: unknown, { attempt }: JobRow): JobRow['problem'] | undefined => {
  if (error instanceof LaurelError) return { code: error.code, detail: error.message };
  if (attempt < MOST_ATTEMPTS) return undefined;
  return { code: 'internal', detail: `It failed ${attempt} times; the log says why.` };
};

/** Tickets of jobs that no runner works on, oldest first: what was queued when a process ended, or left by one. */
export const recoverJobs = async (
  store: Store,
  { tenant, alone }: Readonly<{ tenant: string; alone: boolean }>,
): Promise<JobTicket[]> => {
  const ids = await inTenant(store.db, tenant, (tx) => abandonedJobs(tx, tenant, alone));
  return ids.map((job) => ({ tenant, job }));
};
