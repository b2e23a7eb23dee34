import type { PlanProposal } from '../../../schemas/proposal.ts';
import type { Queryable } from '../../storage/database.ts';
import { inForce } from '../../storage/plans.ts';
import { admit, type Context, transactAlone } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { documentsOf } from '../plan/plan-json.ts';
import { publishWithin } from '../plan/publish-plan.ts';
import { decide } from './decide.ts';
import { type PlanContent, planProposalView } from './plan-content.ts';

/** Which proposal is decided, and why so. */
export type Decided = Readonly<{ id: string; reason: string }>;

/** Approves and publishes a version of the plan in the transaction at hand, which has the tenant to itself. */
export const publishProposed = async (
  tx: Queryable,
  context: Context,
  { id, reason }: Decided,
): Promise<PlanProposal> => {
  const decision = { verdict: 'approved', words: reason } as const;
  const row = await decide(tx, context, { kind: 'plan', id }, decision, async ({ content }) => {
    await requireBase(tx, context, content);
    const { version, documents } = content as PlanContent;
    const published = await publishWithin(tx, context, documentsOf(documents));
    return { version, mode: 'four-eyes', ...published };
  });
  return planProposalView(row, null);
};

/** The job of an approval: the same however long it takes. */
export const runPlanApproval = (context: Context, decided: Decided): Promise<PlanProposal> => {
  admit(context, 'decide-plan');
  return transactAlone(context, (tx) => publishProposed(tx, context, decided));
};

/** @throws LaurelError `conflict` where the plan in force is another than when this was proposed. */
export const requireBase = async (tx: Queryable, { tenant }: Context, content: unknown): Promise<void> => {
  const { version } = await inForce(tx, tenant);
  if ((content as PlanContent).base === version) return;
  throw new LaurelError(
    'conflict',
    'The plan in force is another than when this was proposed; propose it anew against that one.',
  );
};
