import type { Recalibration } from '../../../schemas/proposal.ts';
import { admit, type Context, transactAlone } from '../context.ts';
import { recordJob } from '../jobs/start-job.ts';
import { applyAwaited } from '../master-data/apply-awaited.ts';
import { changeIfLight } from '../master-data/change-master-data.ts';
import { MOST_AT_ONCE, type Saved } from '../master-data/saving.ts';
import { requireStanding } from './apply-recalibration.ts';
import { decide, openProposal } from './decide.ts';
import type { Decided } from './publish-proposed.ts';
import { recalibrationView } from './recalibration-content.ts';

/**
 * Approves changes of targets that another has proposed, which makes them: whom they concern is judged anew, in one
 * transaction with the decision. Where that is too much to wait for, a job does it as a whole, and until then the
 * proposal is open. Whoever calls this hands the job to its carrier.
 * @throws LaurelError `conflict` where a target is another than when this was proposed, and as `openProposal` does.
 */
export const approveRecalibration = (
  context: Context,
  decided: Decided,
  most = MOST_AT_ONCE,
): Promise<Saved<Recalibration>> => {
  admit(context, 'decide-recalibration');
  return transactAlone(context, async (tx): Promise<Saved<Recalibration>> => {
    await applyAwaited(tx, context);
    const key = { kind: 'recalibration', id: decided.id } as const;
    const { row, isDone } = await openProposal(tx, context, key, 'approved');
    if (isDone) return { view: recalibrationView(row) };
    const change = await requireStanding(tx, context, row.content);
    const judged = await changeIfLight(tx, context, change, most);
    if (!judged)
      return { job: await recordJob(tx, context, { kind: 'approve-recalibration', input: decided }) };
    const decision = { verdict: 'approved', words: decided.reason } as const;
    return { view: recalibrationView(await decide(tx, context, key, decision, async () => judged)) };
  });
};
