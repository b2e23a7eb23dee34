import type { SubjectKind } from '../../../schemas/common.ts';
import type { Recalibration } from '../../../schemas/proposal.ts';
import type { TargetKey } from '../../../schemas/target.ts';
import type { ProposalRow } from '../../storage/proposals.ts';
import { proposalView } from './proposal-view.ts';

/** A target that is to change: whose it is stands under `rep` or `team`, where erasing a person finds it. */
export type TargetChange = Readonly<{ rep?: string; team?: string; from: string | null; to: string | null }> &
  Omit<TargetKey, 'subject' | 'subjectKind'>;

/** What a recalibration holds; null stands for no target. */
export type RecalibrationContent = Readonly<{ trigger: string; changes: readonly TargetChange[] }>;

/** Names the target of a change. */
export const keyOfChange = ({ rep, team, metric, period, tier }: TargetChange): TargetKey => {
  const subjectKind: SubjectKind = team === undefined ? 'rep' : 'team';
  return { subjectKind, subject: team ?? rep ?? '', metric, period, tier };
};

/** A recalibration as it is told. */
export const recalibrationView = (row: ProposalRow): Recalibration => {
  const { trigger, changes } = row.content as RecalibrationContent;
  return {
    ...proposalView(row),
    trigger,
    changes: changes.map((change) => ({
      ...keyOfChange(change),
      ...(change.from !== null && { from: change.from }),
      ...(change.to !== null && { to: change.to }),
    })),
  };
};
