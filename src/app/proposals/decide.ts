import type { ProposalState } from '../../../schemas/proposal.ts';
import type { Queryable } from '../../storage/database.ts';
import { endProposal, type ProposalKey, type ProposalRow, proposalOf } from '../../storage/proposals.ts';
import { appendAudit } from '../../storage/records.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { contentHash } from './propose.ts';
import { requireAnotherHand } from './require-another-hand.ts';

/** What becomes of a proposal. */
export type Verdict = Exclude<ProposalState, 'proposed'>;

export type Decision = Readonly<{ verdict: Verdict; words: string | undefined }>;

const VERBS: Readonly<Record<Verdict, string>> = {
  approved: 'approve',
  refused: 'refuse',
  withdrawn: 'withdraw',
};

/**
 * Finds a proposal that somebody is about to decide, locked against others who are. `isDone` says that this actor has
 * decided so before: nothing is left to do.
 * @throws LaurelError `not-found`; `conflict` where it was decided otherwise or by another; `forbidden` for an own one, or one
 * of another that is to be withdrawn; `state` where it is not any more what was proposed.
 */
export const openProposal = async (
  tx: Queryable,
  context: Context,
  key: ProposalKey,
  verdict: Verdict,
): Promise<Readonly<{ row: ProposalRow; isDone: boolean }>> => {
  const row = await proposalOf(tx, context.tenant, key, { locked: true });
  if (!row) throw new LaurelError('not-found', 'There is no such proposal.');
  const by = verdict === 'withdrawn' ? row.maker : row.checker;
  if (row.state === verdict && by === context.actor) return { row, isDone: true };
  if (row.state !== 'proposed')
    throw new LaurelError(
      'conflict',
      `This was ${row.state} on ${row.checkedAt}${row.checker === null ? '' : ` by ${row.checker}`}.`,
    );
  if (verdict !== 'withdrawn') await requireAnotherHand(tx, context, { actor: row.maker, rep: row.makerRep });
  else if (row.maker !== context.actor)
    throw new LaurelError('forbidden', `Only ${row.maker}, who made it, withdraws it; refuse it instead.`);
  if (verdict === 'approved' && contentHash(row.content) !== row.contentHash)
    throw new LaurelError('state', 'This is not what was proposed any more; refuse it and propose it anew.');
  return { row, isDone: false };
};

/**
 * Decides on a proposal in the transaction at hand: what `effect` does, the decision and its entry in the audit are one.
 * Done again by the same actor it changes nothing. What `effect` gives goes into the audit.
 * @throws LaurelError as `openProposal` does.
 */
export const decide = async (
  tx: Queryable,
  context: Context,
  key: ProposalKey,
  { verdict, words }: Decision,
  effect: (row: ProposalRow) => Promise<object> = async () => ({}),
): Promise<ProposalRow> => {
  const { row, isDone } = await openProposal(tx, context, key, verdict);
  if (isDone) return row;
  const { tenant, actor } = context;
  const did = await effect(row);
  const checker = verdict === 'withdrawn' ? null : actor;
  const decided = await endProposal(tx, tenant, row.id, { state: verdict, checker, words: words ?? null });
  const details = { proposal: row.id, contentHash: row.contentHash, ...did };
  const action = `${VERBS[verdict]}-${row.kind}`;
  await appendAudit(tx, tenant, actor, { action, subject: row.subject, details });
  return decided;
};
