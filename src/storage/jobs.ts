import { sql } from 'drizzle-orm';
import type { JobKind, JobStatus } from '../../schemas/job.ts';
import type { ProblemCode } from '../../schemas/problem.ts';
import { column, isoText } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

/** A job as stored; `actor` is who asked for it, as the application wrote it. */
export type JobRow = Readonly<{
  id: string;
  kind: JobKind;
  input: unknown;
  /** The period of the input, where it names one. */
  period: string | null;
  status: JobStatus;
  done: number;
  total: number;
  attempt: number;
  result: Readonly<Record<string, unknown>> | null;
  problem: Readonly<{ code: ProblemCode; detail: string }> | null;
  actor: unknown;
  createdAt: string;
  endedAt: string | null;
}>;

const TOLD = sql`job_id as id, kind, input->>'period' as period, status, done, total, attempt, result, problem, actor,
  ${isoText('created_at')} as "createdAt", ${isoText('ended_at')} as "endedAt"`;

const COLUMNS = sql`input, ${TOLD}`;

/** A runner that has not been heard of for so long is taken for dead. */
const SILENCE = sql`interval '3 minutes'`;

export const appendJob = async (
  tx: Queryable,
  tenant: string,
  job: Readonly<{ id: string; kind: JobKind; input: unknown; actor: unknown }>,
): Promise<void> => {
  await tx.execute(sql`
    insert into job (tenant_id, job_id, kind, input, actor)
    values (${tenant}, ${job.id}, ${job.kind}, ${JSON.stringify(job.input)}::jsonb, ${JSON.stringify(job.actor)}::jsonb)`);
};

export const jobById = async (tx: Queryable, tenant: string, id: string): Promise<JobRow | undefined> => {
  const [row] = await rowsOf<JobRow>(
    tx,
    sql`select ${COLUMNS} from job where tenant_id = ${tenant} and job_id = ${id}`,
  );
  return row;
};

/** Which jobs: of a kind, in some states. */
export type JobFilter = Readonly<{ kind?: JobKind | undefined; statuses?: readonly JobStatus[] | undefined }>;

/** Jobs, the latest first and without what they were given, from before one that was shown. */
export const jobsBefore = (
  tx: Queryable,
  tenant: string,
  { kind, statuses }: JobFilter,
  before: Readonly<{ at: string; id: string }> | undefined,
  limit: number,
): Promise<Omit<JobRow, 'input'>[]> =>
  rowsOf(
    tx,
    sql`select ${TOLD} from job where tenant_id = ${tenant} ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
      ${statuses ? sql`and status = any(${column(statuses, 'text')})` : sql``}
      ${before ? sql`and (created_at, job_id) < (${before.at}::timestamptz, ${before.id})` : sql``}
      order by created_at desc, job_id desc limit ${limit}`,
  );

/** Jobs that nobody works on: not begun, or begun by a runner that has died. `alone` says that no other runner lives. */
export const abandonedJobs = async (tx: Queryable, tenant: string, alone: boolean): Promise<string[]> => {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select job_id as id from job where tenant_id = ${tenant} and (status = 'queued'
      or (status = 'running' and (${alone} or alive_at < now() - ${SILENCE}))) order by created_at, job_id`,
  );
  return rows.map(({ id }) => id);
};

/** Takes a job for one runner; undefined when another has it, or it has ended. */
export const claimJob = async (
  tx: Queryable,
  tenant: string,
  id: string,
  alone: boolean,
): Promise<JobRow | undefined> => {
  const [row] = await rowsOf<JobRow>(
    tx,
    sql`
    update job set status = 'running', attempt = attempt + 1, alive_at = now()
    where tenant_id = ${tenant} and job_id = ${id} and (status = 'queued'
      or (status = 'running' and (${alone} or alive_at < now() - ${SILENCE})))
    returning ${COLUMNS}`,
  );
  return row;
};

/** An attempt at a job: of a runner that another has taken over from, nothing is written any more. */
export type JobAttempt = Readonly<{ id: string; attempt: number }>;

const isCurrent = (tenant: string, { id, attempt }: JobAttempt) =>
  sql`tenant_id = ${tenant} and job_id = ${id} and status = 'running' and attempt = ${attempt}`;

/** Records how far a running job has come. */
export const advanceJob = async (
  tx: Queryable,
  tenant: string,
  attempt: JobAttempt,
  progress: Readonly<{ done: number; total: number }>,
): Promise<void> => {
  await tx.execute(sql`
    update job set done = ${progress.done}, total = ${progress.total}, alive_at = now() where ${isCurrent(tenant, attempt)}`);
};

/** A sign of life of a runner. */
export const keepJobAlive = async (tx: Queryable, tenant: string, attempt: JobAttempt): Promise<void> => {
  await tx.execute(sql`update job set alive_at = now() where ${isCurrent(tenant, attempt)}`);
};

/** Puts a job back for another attempt. */
export const requeueJob = async (tx: Queryable, tenant: string, attempt: JobAttempt): Promise<void> => {
  await tx.execute(sql`update job set status = 'queued' where ${isCurrent(tenant, attempt)}`);
};

/** A change of master data that its job has not made yet, and what the application wrote of who asked for it. */
export type AwaitedChange = Readonly<{ id: string; input: unknown; actor: unknown }>;

/** The changes that wait for their jobs, the oldest first. */
export const awaitedChanges = (tx: Queryable, tenant: string): Promise<AwaitedChange[]> =>
  rowsOf<AwaitedChange>(
    tx,
    sql`
    select job_id as id, input, actor from job
    where tenant_id = ${tenant} and kind = 'change-master-data' and status in ('queued', 'running') and input ? 'change'
    order by created_at, job_id`,
  );

/** Puts what came of a change in the place of the change, in the transaction that makes it: nobody makes it again. */
export const markApplied = async (
  tx: Queryable,
  tenant: string,
  id: string,
  applied: object,
): Promise<void> => {
  await tx.execute(sql`
    update job set input = ${JSON.stringify({ applied })}::jsonb where tenant_id = ${tenant} and job_id = ${id}`);
};

/** Ends a job. The files and records it was given may hold personal data and are not needed any more. */
export const endJob = async (
  tx: Queryable,
  tenant: string,
  attempt: JobAttempt,
  outcome: Readonly<{ result: unknown }> | Readonly<{ problem: JobRow['problem'] }>,
): Promise<void> => {
  const [result, problem] =
    'result' in outcome ? [JSON.stringify(outcome.result), null] : [null, JSON.stringify(outcome.problem)];
  // A change that another transaction made meanwhile has said there what came of it.
  const told = result === null ? sql`null` : sql`coalesce(input->'applied', ${result}::jsonb)`;
  await tx.execute(sql`
    update job set status = ${result === null ? 'failed' : 'done'},
      result = ${told},
      problem = ${problem}::jsonb, input = input - 'files' - 'change' - 'at', ended_at = clock_timestamp()
    where ${isCurrent(tenant, attempt)}`);
};
