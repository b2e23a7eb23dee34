import { randomUUID } from 'node:crypto';
import type { Job, JobKind } from '../../../schemas/job.ts';
import type { Queryable } from '../../storage/database.ts';
import { appendJob, jobById } from '../../storage/jobs.ts';
import { appendAudit } from '../../storage/records.ts';
import { admit, type Context, transact } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { JOB_KINDS } from './job-kinds.ts';
import { jobView } from './read-jobs.ts';

type JobWanted = Readonly<{ kind: JobKind; input: unknown }>;

/**
 * Records long work that is to be done in the name of the actor. Whoever calls this hands the id to the carrier of
 * jobs afterwards; a job whose handing over was lost is found by `recoverJobs`.
 */
export const startJob = async (context: Context, wanted: JobWanted): Promise<Job> => {
  admit(context, JOB_KINDS[wanted.kind].operation);
  return transact(context, (tx) => recordJob(tx, context, wanted));
};

/** The same in the transaction at hand, for those who were admitted. */
export const recordJob = async (
  tx: Queryable,
  context: Context,
  { kind, input }: JobWanted,
): Promise<Job> => {
  if (!JOB_KINDS[kind].input.safeParse(input).success)
    throw new LaurelError('invalid', `This is nothing that the job ${kind} understands.`);
  const { tenant, actor, roles, rep, only } = context;
  const id = `job_${randomUUID().replaceAll('-', '')}`;
  await appendJob(tx, tenant, {
    id,
    kind,
    input,
    actor: { actor, roles, ...(rep !== undefined && { rep }), ...(only && { only }) },
  });
  await appendAudit(tx, tenant, actor, { action: 'start-job', subject: id, details: { kind } });
  const row = await jobById(tx, tenant, id);
  if (!row) throw new Error('A job that was just recorded is not there.');
  return jobView(row, context);
};
