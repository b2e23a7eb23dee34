import type { Job } from '../../../schemas/job.ts';
import { type JobRow, jobById, latestJobs } from '../../storage/jobs.ts';
import { admit, type Context, transact } from '../context.ts';
import { LaurelError } from '../errors.ts';

/** A job by its id. Its result may hold figures, so that it is for those who may start jobs, or watch them. */
export const readJob = async (context: Context, { id }: Readonly<{ id: string }>): Promise<Job> => {
  admit(context, 'read-jobs');
  const row = await transact(context, (tx) => jobById(tx, context.tenant, id));
  if (!row) throw new LaurelError('not-found', `There is no job ${id}.`);
  return jobView(row);
};

/** The latest jobs, newest first. */
export const readJobs = async (context: Context, { limit }: Readonly<{ limit: number }>): Promise<Job[]> => {
  admit(context, 'read-jobs');
  const rows = await transact(context, (tx) => latestJobs(tx, context.tenant, limit));
  return rows.map(jobView);
};

export const jobView = (row: JobRow): Job => ({
  id: row.id,
  kind: row.kind,
  ...(row.kind === 'settle-period' && { period: (row.input as { period: string }).period }),
  status: row.status,
  done: row.done,
  total: row.total,
  ...(row.result && { result: row.result }),
  ...(row.problem && { problem: row.problem }),
  createdAt: row.createdAt,
  createdBy: (row.actor as { actor: string }).actor,
  ...(row.endedAt !== null && { endedAt: row.endedAt }),
});
