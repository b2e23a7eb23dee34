import { randomUUID } from 'node:crypto';
import type { Job, JobKind } from '../../../schemas/job.ts';
import { appendJob, jobById } from '../../storage/jobs.ts';
import { appendAudit } from '../../storage/records.ts';
import { admit, type Context, transact } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { JOB_KINDS } from './job-kinds.ts';
import { jobView } from './read-jobs.ts';

/**
 * Records long work that is to be done in the name of the actor. Whoever calls this hands the id to the carrier of
 * jobs afterwards; a job whose handing over was lost is found by `recoverJobs`.
 */
export const startJob = async (
  context: Context,
  { kind, input }: Readonly<{ kind: JobKind; input: unknown }>,
): Promise<Job> => {
  const { operation, input: schema } = JOB_KINDS[kind];
  admit(context, operation);
  if (!schema.safeParse(input).success)
    throw new LaurelError('invalid', `This is nothing that the job ${kind} understands.`);
  const { tenant, actor, roles, rep } = context;
  const id = `job_${randomUUID().replaceAll('-', '')}`;
  return transact(context, async (tx) => {
    await appendJob(tx, tenant, {
      id,
      kind,
      input,
      actor: { actor, roles, ...(rep !== undefined && { rep }) },
    });
    await appendAudit(tx, tenant, actor, { action: 'start-job', subject: id, details: { kind } });
    const row = await jobById(tx, tenant, id);
    if (!row) throw new Error('A job that was just recorded is not there.');
    return jobView(row, context);
  });
};
