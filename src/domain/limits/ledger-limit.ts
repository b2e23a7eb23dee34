import type { LimitNote, OutcomeLine } from '../awards/outcome.ts';
import { LARGEST_MINOR } from '../money/money.ts';

/** A number of more digits is told by its order of magnitude; nobody reads it to the last one. */
const MOST_DIGITS = 40;

/**
 * Refuses an award with a line that no ledger row can hold, in the minor units the note counts in. Such an amount
 * is a mistake of the rule or of what it reads; refusing it keeps it from stopping everybody else's awards.
 */
export const ledgerLimit = (lines: readonly OutcomeLine[]): LimitNote | undefined => {
  const sizes = lines.map(({ amountMinor }) => (amountMinor < 0n ? -amountMinor : amountMinor));
  const wanted = sizes.find((size) => size > LARGEST_MINOR);
  if (wanted === undefined) return undefined;
  const digits = wanted.toString();
  const used = digits.length > MOST_DIGITS ? `≥ 10^${digits.length - 1}` : digits;
  return { kind: 'ledger', effect: 'refused', most: LARGEST_MINOR.toString(), used };
};
