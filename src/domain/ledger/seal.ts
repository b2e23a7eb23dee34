import { canonicalJson, sha256 } from '../canonical-json.ts';
import { type EntryKey, keyOf, type LedgerEntry, nameOf } from './ledger-entry.ts';

/** A link of the chain: the seal of one entry at its place in the sequence. */
export type Seal = Readonly<{ sequence: number; entry: EntryKey; seal: string }>;

/** A seal kept outside the database; a cut-off tail shows only against one. */
export type Checkpoint = Readonly<{ tenant: string; sequence: number; seal: string }>;

export const FIRST_SEAL = '0'.repeat(64);

/** seal = SHA-256(previous seal, sequence, kind, content hash and all other columns), as canonical JSON of the list. */
export const sealEntry = (previous: string, sequence: number, { kind, row }: LedgerEntry): string =>
  sha256(canonicalJson([previous, sequence, kind, row]));

/** The first thing that is wrong with a chain, or how much of it is intact. */
export type ChainVerdict =
  | Readonly<{ intact: true; sealed: number; head: string }>
  | Readonly<{ intact: false; sequence: number; entry: EntryKey | undefined; reason: string }>;

/** What stands at one place of the sequence; either half may have been removed. */
export type ChainLink = Readonly<{ seal: Seal; entry: LedgerEntry | undefined }>;

/** A walk along the chain, link by link, so that a long ledger need not be in memory at once. */
export type ChainWalk = Readonly<{
  /** The verdict if this link is bad; undefined while all is well. */
  next(link: ChainLink): ChainVerdict | undefined;
  /** The verdict after the last link. */
  end(): ChainVerdict;
}>;

/**
 * Walks the chain in order of sequence and stops at the first bad entry: a gap, an entry that is gone or is not what
 * was sealed, or an end before the checkpoint. Whether an entry says what its own content hash says is not asked here:
 * a reversal's lines stand with the revision it reverses.
 */
export const chainWalk = (checkpoint: Checkpoint | undefined): ChainWalk => {
  let head = FIRST_SEAL;
  let sealed = 0;
  const bad = (entry: EntryKey | undefined, reason: string): ChainVerdict => ({
    intact: false,
    sequence: sealed + 1,
    entry,
    reason,
  });
  return {
    next: ({ seal, entry }) => {
      if (seal.sequence !== sealed + 1)
        return bad(undefined, `the entry with sequence ${sealed + 1} is gone`);
      const name = nameOf(seal.entry);
      if (!entry) return bad(seal.entry, `${name}, which was sealed here, is gone`);
      if (nameOf(keyOf(entry)) !== name) return bad(seal.entry, 'the seal stands for another entry');
      const next = sealEntry(head, seal.sequence, entry);
      if (next !== seal.seal) return bad(seal.entry, `${name}, or its seal, is not what it was when sealed`);
      if (checkpoint?.sequence === seal.sequence && checkpoint.seal !== next)
        return bad(seal.entry, `the seal of ${name} differs from the checkpoint kept outside`);
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
