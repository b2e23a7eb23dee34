import { canonicalJson, sha256 } from '../canonical-json.ts';
import { compareText } from '../compare-text.ts';
import type { Identities } from '../identities.ts';
import { type GrantedLines, type Transfer, transfersOf } from './transfer.ts';

/** A net transfer of a live award with its content hash. */
export type CanonicalTransfer = Readonly<{ transfer: Transfer; hash: string }>;

/**
 * The net transfers of the live awards in canonical order, by (time, id). They carry no revision, sequence or time of
 * recording, so the same facts and rules give the same bytes whatever the history of deliveries.
 */
export const canonicalTransfers = (
  live: readonly Omit<GrantedLines, 'revision'>[],
  plan: string,
  identities: Identities,
): CanonicalTransfer[] =>
  live
    .flatMap((award) => transfersOf({ ...award, revision: 0 }, plan, identities))
    .sort((a, b) => a.occurredAt - b.occurredAt || compareText(a.id, b.id))
    .map((transfer) => {
      const { revision: _revision, reverses: _reverses, ...content } = transfer;
      return {
        transfer,
        hash: sha256(canonicalJson({ ...content, amountMinor: content.amountMinor.toString() })),
      };
    });

/** Folds content hashes in order: head₀ is 64 zeros, headₙ = SHA-256 of the text headₙ₋₁ ‖ hashₙ. */
export const foldHashes = (hashes: Iterable<string>): string => {
  let head = '0'.repeat(64);
  for (const hash of hashes) head = sha256(head, hash);
  return head;
};
