import { canonicalJson, sha256 } from '../canonical-json.ts';
import { type Transfer, transferHash } from './transfer.ts';

/** A row of the ledger as stored: what it says, the hash it was written with, and when it was recorded. */
export type LedgerRow = Readonly<{ transfer: Transfer; contentHash: string; recordedAt: string }>;

/** A link of the chain: the seal of one row at its place in the sequence. */
export type Seal = Readonly<{ sequence: number; transfer: string; seal: string }>;

/** A seal kept outside the database; a cut-off tail shows only against one. */
export type Checkpoint = Readonly<{ tenant: string; sequence: number; seal: string }>;

export const FIRST_SEAL = '0'.repeat(64);

/** seal = SHA-256(previous seal, sequence, content hash, all other columns), as canonical JSON of the four. */
export const sealRow = (previous: string, sequence: number, row: LedgerRow): string =>
  sha256(
    canonicalJson([
      previous,
      sequence,
      row.contentHash,
      { ...row.transfer, amountMinor: row.transfer.amountMinor.toString(), recordedAt: row.recordedAt },
    ]),
  );

/** The first thing that is wrong with a ledger, or how much of it is intact. */
export type ChainVerdict =
  | Readonly<{ intact: true; sealed: number; head: string }>
  | Readonly<{ intact: false; sequence: number; transfer: string | undefined; reason: string }>;

/** What stands at one place of the sequence; either half may have been removed. */
export type ChainLink = Readonly<{ seal: Seal; row: LedgerRow | undefined }>;

/** A walk along the chain, link by link, so that a long ledger need not be in memory at once. */
export type ChainWalk = Readonly<{
  /** The verdict if this link is bad; undefined while all is well. */
  next(link: ChainLink): ChainVerdict | undefined;
  /** The verdict after the last link. */
  end(): ChainVerdict;
}>;

/**
 * Walks the chain in order of sequence and stops at the first bad entry: a gap, a row that is gone or says something
 * else than it was written with, a seal that does not follow from the one before, or an end before the checkpoint.
 */
export const chainWalk = (checkpoint: Checkpoint | undefined): ChainWalk => {
  let head = FIRST_SEAL;
  let sealed = 0;
  const bad = (transfer: string | undefined, reason: string): ChainVerdict => ({
    intact: false,
    sequence: sealed + 1,
    transfer,
    reason,
  });
  return {
    next: ({ seal, row }) => {
      if (seal.sequence !== sealed + 1)
        return bad(undefined, `the entry with sequence ${sealed + 1} is gone`);
      if (row && row.transfer.id !== seal.transfer)
        return bad(seal.transfer, 'the seal stands for another transfer');
      if (!row) return bad(seal.transfer, `the transfer ${seal.transfer} that was sealed here is gone`);
      if (transferHash(row.transfer) !== row.contentHash) {
        return bad(seal.transfer, `the transfer ${seal.transfer} says something else than its content hash`);
      }
      const next = sealRow(head, seal.sequence, row);
      if (next !== seal.seal) return bad(seal.transfer, 'the seal does not follow from the entry before it');
      if (checkpoint?.sequence === seal.sequence && checkpoint.seal !== next) {
        return bad(seal.transfer, 'the seal differs from the checkpoint kept outside');
      }
      head = next;
      sealed = seal.sequence;
      return undefined;
    },
    end: () =>
      checkpoint && checkpoint.sequence > sealed
        ? bad(
            undefined,
            `the ledger ends at entry ${sealed}, but the checkpoint kept outside knows ${checkpoint.sequence}`,
          )
        : { intact: true, sealed, head },
  };
};

/** Walks a whole chain. */
export const verifyChain = (links: Iterable<ChainLink>, checkpoint: Checkpoint | undefined): ChainVerdict => {
  const walk = chainWalk(checkpoint);
  for (const link of links) {
    const bad = walk.next(link);
    if (bad) return bad;
  }
  return walk.end();
};
