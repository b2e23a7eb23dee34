import { type BookedRevision, type BookKeeping, checkRevision } from '../../domain/ledger/check-revision.ts';
import { revisionName } from '../../domain/ledger/ledger-entry.ts';
import { type ChainVerdict, type Checkpoint, chainWalk } from '../../domain/ledger/seal.ts';
import { PORTION } from '../../storage/arrays.ts';
import { bookedAfter, orphanLine } from '../../storage/award-revisions.ts';
import type { Queryable } from '../../storage/database.ts';
import { publishedPlanCodes } from '../../storage/plans.ts';
import { chainLinks, countUnsealed, planForWholeLedger } from '../../storage/seals.ts';
import { admit, type Context, identitiesOf, transactReading } from '../context.ts';

/** What a verification found; `fault` names the first thing that is wrong, if anything is. */
export type LedgerVerdict = Readonly<{
  chain: ChainVerdict;
  unsealed: number;
  fault: string | undefined;
}>;

/**
 * Verifies the ledger: the chain of seals against the transfers and award revisions it covers and against the
 * checkpoint kept outside; then, sealed or not, that every revision is what its id and its content hash say, and moves
 * exactly what its lines imply. A long ledger is read in portions.
 */
export const verifyLedger = (
  context: Context,
  input: Readonly<{ checkpoint: Checkpoint | undefined }>,
): Promise<LedgerVerdict> => {
  admit(context, 'verify-ledger');
  return transactReading(context, async (tx) => {
    const { tenant } = context;
    await planForWholeLedger(tx);
    const chain = await walkChain(tx, tenant, input.checkpoint);
    const unsealed = await countUnsealed(tx, tenant);
    if (!chain.intact) return { chain, unsealed, fault: `entry ${chain.sequence}: ${chain.reason}` };
    const books = { plans: await publishedPlanCodes(tx, tenant), identities: identitiesOf(context) };
    return { chain, unsealed, fault: await walkBooks(tx, tenant, books) };
  });
};

const walkChain = async (
  tx: Queryable,
  tenant: string,
  checkpoint: Checkpoint | undefined,
): Promise<ChainVerdict> => {
  const walk = chainWalk(checkpoint);
  for (let after = 0; ; ) {
    const links = await chainLinks(tx, tenant, after, PORTION);
    for (const link of links) {
      const bad = walk.next(link);
      if (bad) return bad;
      after = link.seal.sequence;
    }
    if (links.length < PORTION) return walk.end();
  }
};

const walkBooks = async (tx: Queryable, tenant: string, books: BookKeeping): Promise<string | undefined> => {
  let before: BookedRevision | undefined;
  for (;;) {
    const { award, revision } = before?.revision ?? { award: '', revision: 0 };
    const { revisions, orphans } = await bookedAfter(tx, tenant, { award, revision }, PORTION);
    for (const booked of revisions) {
      const own = before?.revision.award === booked.revision.award ? before : undefined;
      const fault = checkRevision(booked, own, books);
      if (fault) return fault;
      before = booked;
    }
    const [orphan] = orphans;
    if (orphan) return `the transfer ${orphan.transfer.id} stands for no award`;
    if (revisions.length < PORTION) break;
  }
  const line = await orphanLine(tx, tenant);
  return line && `${revisionName(line.award, line.revision)} is gone, but a line of it is left`;
};
