import type { PlanProposal, ProposalState, ProposedPlan } from '../../../schemas/proposal.ts';
import { inForce } from '../../storage/plans.ts';
import { proposalOf, proposalsBefore } from '../../storage/proposals.ts';
import { admit, type Context, transactReading } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { type Page, type PageWanted, pageOf, placeOfCursor } from '../page.ts';
import { planAsFiles } from './plan-as-files.ts';
import { type PlanContent, planProposalView } from './plan-content.ts';

/** Which proposals: those in a state, or all. */
export type ProposalsWanted = PageWanted & Readonly<{ state?: ProposalState | undefined }>;

/** Versions of the plan that were proposed, the latest first. */
export const readPlanProposals = async (
  context: Context,
  { state, limit, cursor }: ProposalsWanted,
): Promise<Page<PlanProposal>> => {
  admit(context, 'read-plan-proposals');
  const before = placeOfCursor(cursor);
  return transactReading(context, async (tx) => {
    const { version } = await inForce(tx, context.tenant);
    return pageOf(
      await proposalsBefore(tx, context.tenant, { kind: 'plan', state }, before, limit + 1),
      limit,
      ({ madeAt, id }) => [madeAt, id],
      (row) => planProposalView(row, version),
    );
  });
};

/**
 * A version of the plan that was proposed, with all its documents: whoever approves it can read what it is.
 * @throws LaurelError `not-found`.
 */
export const readPlanProposal = async (
  context: Context,
  { id }: Readonly<{ id: string }>,
): Promise<ProposedPlan> => {
  admit(context, 'read-plan-proposals');
  return transactReading(context, async (tx) => {
    const { version } = await inForce(tx, context.tenant);
    const row = await proposalOf(tx, context.tenant, { kind: 'plan', id });
    if (!row) throw new LaurelError('not-found', 'There is no such proposal.');
    const { documents } = row.content as PlanContent;
    return { ...planProposalView(row, version), files: planAsFiles(documents) };
  });
};
