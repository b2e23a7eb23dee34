import type { ProposalKind } from '../../../schemas/proposal.ts';
import { canonicalJson, sha256 } from '../../domain/canonical-json.ts';
import type { Queryable } from '../../storage/database.ts';
import { appendProposal, type ProposalRow } from '../../storage/proposals.ts';
import { appendAudit } from '../../storage/records.ts';
import type { Context } from '../context.ts';
import { makerOf } from './require-another-hand.ts';

/** What is wanted: of a kind, about a subject, and why. */
export type Wanted = Readonly<{
  kind: ProposalKind;
  subject: string;
  content: object;
  reason: string | null;
}>;

/** What tells one content from any other: equal documents have equal hashes. */
export const contentHash = (content: unknown): string => sha256(canonicalJson(content));

/** Writes down what somebody who was admitted wants, for another to decide, in the transaction at hand. */
export const propose = async (
  tx: Queryable,
  context: Context,
  { kind, subject, content, reason }: Wanted,
): Promise<ProposalRow> => {
  const { actor, rep } = makerOf(context);
  const wanted = { kind, subject, content, contentHash: contentHash(content), reason };
  const row = await appendProposal(tx, context.tenant, { ...wanted, maker: actor, makerRep: rep });
  // The reason is free text, and stands in the proposal.
  const details = { proposal: row.id, contentHash: row.contentHash };
  await appendAudit(tx, context.tenant, actor, { action: `propose-${kind}`, subject, details });
  return row;
};
