import type { Job } from '../../../schemas/job.ts';
import { type JobRow, jobById, jobsBefore } from '../../storage/jobs.ts';
import { admit, type Context, isAdmitted, transact } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { type Page, type PageWanted, pageOf, placeOfCursor } from '../page.ts';
import { JOB_KINDS } from './job-kinds.ts';

/** A job by its id. */
export const readJob = async (context: Context, { id }: Readonly<{ id: string }>): Promise<Job> => {
  admit(context, 'read-jobs');
  const row = await transact(context, (tx) => jobById(tx, context.tenant, id));
  if (!row) throw new LaurelError('not-found', `There is no job ${id}.`);
  return jobView(row, context);
};

/** Jobs, the latest first. */
export const readJobs = async (context: Context, { limit, cursor }: PageWanted): Promise<Page<Job>> => {
  admit(context, 'read-jobs');
  const before = placeOfCursor(cursor);
  const rows = await transact(context, (tx) => jobsBefore(tx, context.tenant, {}, before, limit + 1));
  return pageOf(
    rows,
    limit,
    (row) => [row.createdAt, row.id],
    (row) => jobView(row, context),
  );
};

/** A job with what came of it, for those who may see that. */
export const jobView = (row: Omit<JobRow, 'input'>, context: Context): Job => ({
  id: row.id,
  kind: row.kind,
  ...(row.period !== null && { period: row.period }),
  status: row.status,
  done: row.done,
  total: row.total,
  ...(row.result && isAdmitted(context, JOB_KINDS[row.kind].results) && { result: row.result }),
  ...(row.problem && { problem: row.problem }),
  createdAt: row.createdAt,
  createdBy: (row.actor as { actor: string }).actor,
  ...(row.endedAt !== null && { endedAt: row.endedAt }),
});
