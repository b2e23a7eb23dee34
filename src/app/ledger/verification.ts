import type { Job } from '../../../schemas/job.ts';
import { Verdict } from '../../../schemas/verdict.ts';
import type { Queryable } from '../../storage/database.ts';
import { jobsBefore } from '../../storage/jobs.ts';
import { takeTurn } from '../../storage/locks.ts';
import { admit, type Context, transact, transactReading } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { jobView } from '../jobs/read-jobs.ts';
import { recordJob } from '../jobs/start-job.ts';

/** A verification that has ended. */
export type Verification = Verdict &
  Readonly<{
    verifiedAt: string;
    job: string;
    /** The job of the next one, where there is one. */
    underWay?: string;
  }>;

/**
 * Starts a verification of the whole ledger, or gives the one that is under way. Whoever calls this hands the job to its
 * carrier.
 */
export const startVerification = async (context: Context): Promise<Job> => {
  admit(context, 'verify-ledger');
  return transact(context, async (tx) => {
    await takeTurn(tx, context.tenant);
    const { underWay } = await latest(tx, context.tenant);
    return underWay
      ? jobView(underWay, context)
      : recordJob(tx, context, { kind: 'verify-ledger', input: {} });
  });
};

/**
 * What the last verification found that ran to its end.
 * @throws LaurelError `not-found` when none has.
 */
export const readVerification = async (context: Context): Promise<Verification> => {
  admit(context, 'verify-ledger');
  const { ended, underWay } = await transactReading(context, (tx) => latest(tx, context.tenant));
  if (!ended?.result || ended.endedAt === null)
    throw new LaurelError(
      'not-found',
      'No verification of the ledger has ended yet; a POST here starts one.',
    );
  return {
    ...Verdict.parse(ended.result),
    verifiedAt: ended.endedAt,
    job: ended.id,
    ...(underWay && { underWay: underWay.id }),
  };
};

const latest = async (tx: Queryable, tenant: string) => {
  const among = (statuses: Parameters<typeof jobsBefore>[2]['statuses']) =>
    jobsBefore(tx, tenant, { kind: 'verify-ledger', statuses }, undefined, 1);
  const [[ended], [underWay]] = [await among(['done']), await among(['queued', 'running'])];
  return { ended, underWay };
};
