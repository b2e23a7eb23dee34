import type { ProposalRow } from '../../storage/proposals.ts';

/** What every proposal tells of itself, whatever it proposes. */
export const proposalView = (row: ProposalRow) => ({
  id: row.id,
  state: row.state,
  contentHash: row.contentHash,
  maker: row.maker,
  madeAt: row.madeAt,
  reason: row.reason ?? '',
  ...(row.checker !== null && { checker: row.checker }),
  ...(row.checkedAt !== null && { checkedAt: row.checkedAt }),
  ...(row.words !== null && { words: row.words }),
});
