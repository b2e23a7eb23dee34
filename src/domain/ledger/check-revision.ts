import { contentHash } from '../awards/award-content.ts';
import type { RecordedRevision } from '../awards/recorded-revision.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Identities } from '../identities.ts';
import { revisionName, type TransferRecord } from './ledger-entry.ts';
import { reversalOf, type Transfer, transferHash, transfersOf } from './transfer.ts';

/** A revision with what it moves, in the order of the lines. */
export type BookedRevision = Readonly<{
  revision: RecordedRevision;
  transfers: readonly TransferRecord[];
}>;

/** What revisions are checked against: the plans that may have paid them, the likeliest first, and the tenant's ids. */
export type BookKeeping = Readonly<{ plans: readonly string[]; identities: Identities }>;

/**
 * What is wrong with a revision, as the end of a sentence; undefined when it is what its id, its content hash and the
 * sound revision of the head `before` it say, and moves exactly what its lines imply.
 */
export const checkRevision = (
  booked: BookedRevision,
  before: BookedRevision | undefined,
  books: BookKeeping,
): string | undefined =>
  checkSuccession(booked.revision, before?.revision, books.identities) ??
  checkContent(booked.revision, before?.revision) ??
  checkTransfers(booked, before, books);

/** Grants and reversals take turns from revision 1 on, and the id stands for all that names the head. */
const checkSuccession = (
  revision: RecordedRevision,
  before: RecordedRevision | undefined,
  identities: Identities,
): string | undefined => {
  const name = revisionName(revision.award, revision.revision);
  if (identities.award(revision) !== revision.award)
    return `${name} is for another rule, subject, recipient, window or evidence than its id stands for`;
  const expected = (before?.revision ?? 0) + 1;
  if (revision.revision !== expected) return `${revisionName(revision.award, expected)} is gone`;
  if (revision.kind !== (before?.kind === 'granted' ? 'reversed' : 'granted'))
    return `${name} is ${revision.kind}, which the revision before it does not allow`;
  return undefined;
};

const checkContent = (
  revision: RecordedRevision,
  before: RecordedRevision | undefined,
): string | undefined => {
  const name = revisionName(revision.award, revision.revision);
  const reversed = revision.kind === 'reversed' ? before : undefined;
  if (reversed && revision.lines.length > 0) return `${name} is a reversal, but has lines of its own`;
  if (contentHash({ ...revision, lines: (reversed ?? revision).lines }) !== revision.contentHash)
    return `${name} says something else than its content hash`;
  if (reversed && reversed.contentHash !== revision.contentHash)
    return `${name} says something else than what it reverses`;
  return undefined;
};

const checkTransfers = (
  { revision, transfers }: BookedRevision,
  before: BookedRevision | undefined,
  { plans, identities }: BookKeeping,
): string | undefined => {
  const forged = transfers.find(({ transfer, contentHash: hash }) => transferHash(transfer) !== hash);
  if (forged) return `the transfer ${forged.transfer.id} says something else than its content hash`;
  const moved = transfers.map(({ transfer }) => transfer);
  if (revision.kind === 'reversed') {
    const originals = before?.transfers ?? [];
    return differenceOf(
      originals.map(({ transfer }) => reversalOf(transfer, revision.revision, identities)),
      moved,
      revision,
    );
  }
  const lines = revision.lines.map((line) => ({ ...line, amountMinor: BigInt(line.amountMinor) }));
  if (moved.length === 0 && lines.length === 0) return undefined;
  // The plan may have been published under another code since; each revision is paid by one of them.
  const differences = plans.map((plan) =>
    differenceOf(transfersOf({ ...revision, lines }, plan, identities), moved, revision),
  );
  if (differences.length === 0) return `no plan was published that could have paid ${revision.award}`;
  return differences.every((difference) => difference !== undefined) ? differences[0] : undefined;
};

/** The first of the transfers that is missing, too many, or not what it should be. */
const differenceOf = (
  expected: readonly Transfer[],
  found: readonly Transfer[],
  { award, revision }: RecordedRevision,
): string | undefined => {
  const name = revisionName(award, revision);
  const due = new Map(expected.map((transfer) => [transfer.line, transfer]));
  for (const transfer of found) {
    const wanted = due.get(transfer.line);
    if (!wanted) return `the transfer ${transfer.id} moves what no line of ${name} says`;
    if (canonicalJson(wanted) !== canonicalJson(transfer))
      return `the transfer ${transfer.id} is not what line ${transfer.line} of ${name} says`;
    due.delete(transfer.line);
  }
  const [missing] = due.values();
  return missing && `the transfer ${missing.id} of line ${missing.line} of ${name} is gone`;
};
