import type { PlanProposal } from '../../../schemas/proposal.ts';
import { inForce } from '../../storage/plans.ts';
import { admit, type Context, transact } from '../context.ts';
import { decide } from './decide.ts';
import { planProposalView } from './plan-content.ts';
import type { Decided } from './publish-proposed.ts';

/**
 * Refuses a version of the plan that another has proposed, or withdraws an own one: nothing is published.
 * @throws LaurelError as `openProposal` does.
 */
export const endPlanProposal = (
  context: Context,
  { id, reason, verdict }: Decided & Readonly<{ verdict: 'refused' | 'withdrawn' }>,
): Promise<PlanProposal> => {
  admit(context, verdict === 'withdrawn' ? 'propose-plan' : 'decide-plan');
  return transact(context, async (tx) => {
    const row = await decide(tx, context, { kind: 'plan', id }, { verdict, words: reason });
    return planProposalView(row, (await inForce(tx, context.tenant)).version);
  });
};
