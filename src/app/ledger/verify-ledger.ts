import { type ChainVerdict, type Checkpoint, chainWalk } from '../../domain/ledger/seal.ts';
import { transferHash } from '../../domain/ledger/transfer.ts';
import { PORTION } from '../../storage/arrays.ts';
import type { Queryable } from '../../storage/database.ts';
import { awardsOutOfBalance, chainLinks, countUnsealed, unsealedRows } from '../../storage/ledger.ts';
import { admit, type Context, transactReading } from '../context.ts';

/** What a verification found; `fault` names the first thing that is wrong, if anything is. */
export type LedgerVerdict = Readonly<{
  chain: ChainVerdict;
  unsealed: number;
  fault: string | undefined;
}>;

/**
 * Verifies the ledger: the chain of seals against the transfers and the checkpoint kept outside, the content of what
 * is not sealed yet, and that the transfers of every award sum to its live lines.
 */
export const verifyLedger = (
  context: Context,
  input: Readonly<{ checkpoint: Checkpoint | undefined }>,
): Promise<LedgerVerdict> => {
  admit(context, 'verify-ledger');
  return transactReading(context, async (tx) => {
    const chain = await walkChain(tx, context.tenant, input.checkpoint);
    const unsealed = await countUnsealed(tx, context.tenant);
    return {
      chain,
      unsealed,
      fault: chain.intact
        ? await otherFault(tx, context.tenant, unsealed)
        : `entry ${chain.sequence}: ${chain.reason}`,
    };
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

const otherFault = async (tx: Queryable, tenant: string, unsealed: number): Promise<string | undefined> => {
  const rows = await unsealedRows(tx, tenant, unsealed);
  const changed = rows.find((row) => transferHash(row.transfer) !== row.contentHash);
  if (changed)
    return `the transfer ${changed.transfer.id}, not sealed yet, says something else than its content hash`;
  const [award] = await awardsOutOfBalance(tx, tenant);
  return award && `the transfers of the award ${award} do not sum to its lines`;
};
