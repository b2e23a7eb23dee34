import type { PlanProposal } from '../../../schemas/proposal.ts';
import { activitiesSince } from '../../storage/concerned-days.ts';
import type { Queryable } from '../../storage/database.ts';
import { admit, type Context, transactAlone } from '../context.ts';
import { recordJob } from '../jobs/start-job.ts';
import { MOST_AT_ONCE, type Saved } from '../master-data/saving.ts';
import { openProposal } from './decide.ts';
import type { PlanContent } from './plan-content.ts';
import { type Decided, publishProposed, requireBase } from './publish-proposed.ts';

/**
 * Approves a version of the plan that another has proposed, which publishes it: what has been counted and judged is counted
 * and judged anew, in one transaction with the decision. Where that is too much to wait for, a job does it as a whole,
 * and until then the proposal is open. Whoever calls this hands the job to its carrier.
 * @throws LaurelError `conflict` where the plan in force is another than when it was proposed, and as `openProposal` does.
 */
export const approvePlan = (
  context: Context,
  decided: Decided,
  most = MOST_AT_ONCE,
): Promise<Saved<PlanProposal>> => {
  admit(context, 'decide-plan');
  return transactAlone(context, async (tx): Promise<Saved<PlanProposal>> => {
    const key = { kind: 'plan', id: decided.id } as const;
    const { row, isDone } = await openProposal(tx, context, key, 'approved');
    if (isDone) return { view: await publishProposed(tx, context, decided) };
    await requireBase(tx, context, row.content);
    const { base, version } = row.content as PlanContent;
    if (version === base || (await countsFew(tx, context, most)))
      return { view: await publishProposed(tx, context, decided) };
    return { job: await recordJob(tx, context, { kind: 'approve-plan', input: decided }) };
  });
};

const countsFew = async (tx: Queryable, { tenant }: Context, most: number): Promise<boolean> =>
  (await activitiesSince(tx, tenant, undefined, most + 1)) <= most;
