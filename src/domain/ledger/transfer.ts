import type { TransferKind } from '../../../schemas/transfer.ts';
import { canonicalJson, sha256 } from '../canonical-json.ts';
import type { Identities } from '../identities.ts';
import { accountsOf, type MovedLine } from './accounts.ts';

/** A movement of a positive amount from one account to another; sums to zero by construction. */
export type Transfer = Readonly<{
  id: string;
  kind: TransferKind;
  from: string;
  to: string;
  amountMinor: bigint;
  currency: string;
  award: string;
  revision: number;
  line: number;
  /** The transfer a reversal takes back. */
  reverses: string | undefined;
  ruleVersion: string;
  evidence: readonly string[];
  /** Epoch milliseconds of what it pays for. */
  occurredAt: number;
}>;

/** The content of a transfer as it is hashed: everything that is said, nothing about when it was recorded. */
export const transferHash = (transfer: Transfer): string => sha256(canonicalJson(transfer));

/** What a granted revision moves: one transfer a line of cash, points or goods. */
export type GrantedLines = Readonly<{
  award: string;
  revision: number;
  recipient: string;
  ruleVersion: string;
  evidence: readonly string[];
  time: number;
  lines: readonly MovedLine[];
}>;

export const transfersOf = (granted: GrantedLines, plan: string, identities: Identities): Transfer[] =>
  granted.lines.flatMap((line) => {
    const accounts = accountsOf(line, granted.recipient, plan);
    if (!accounts) return [];
    return [
      {
        id: identities.transfer(granted.award, granted.revision, line.index),
        kind: 'award',
        ...accounts,
        amountMinor: line.amountMinor < 0n ? -line.amountMinor : line.amountMinor,
        award: granted.award,
        revision: granted.revision,
        line: line.index,
        reverses: undefined,
        ruleVersion: granted.ruleVersion,
        evidence: granted.evidence,
        occurredAt: granted.time,
      },
    ];
  });

/**
 * The reversal of a transfer, built from the original: the same amount back.
 * @throws RangeError for the reversal of a reversal; what was taken back wrongly is granted anew.
 */
export const reversalOf = (original: Transfer, revision: number, identities: Identities): Transfer => {
  if (original.kind === 'reversal') throw new RangeError('A reversal cannot be reversed.');
  return {
    ...original,
    id: identities.transfer(original.award, revision, original.line),
    kind: 'reversal',
    from: original.to,
    to: original.from,
    revision,
    reverses: original.id,
  };
};
