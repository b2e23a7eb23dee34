import type { PlanProposal } from '../../../schemas/proposal.ts';
import type { ProposalRow } from '../../storage/proposals.ts';
import type { PlanJson } from '../plan/plan-json.ts';
import { proposalView } from './proposal-view.ts';

/** What a proposal of a plan holds; lists leave its documents out. */
export type PlanContent = Readonly<{
  /** The version in force when it was proposed, if there was one. */
  base: string | null;
  version: string;
  differs: PlanProposal['differs'];
  findings: PlanProposal['findings'];
  documents: PlanJson;
}>;

/** A proposal of a plan as it is told, where a version, or none, is in force. */
export const planProposalView = (row: ProposalRow, inForce: string | null): PlanProposal => {
  const { base, version, differs, findings } = row.content as Omit<PlanContent, 'documents'>;
  const isOutdated = row.state === 'proposed' && base !== inForce;
  return { ...proposalView(row), plan: row.subject, version, isOutdated, differs, findings };
};
