import { canonicalJson, sha256 } from '../canonical-json.ts';
import { formatDecimal } from '../money/decimal.ts';
import type { Outcome, OutcomeLine } from './outcome.ts';

/** A line as it is stored and hashed: amounts as text, so that nothing is lost beyond 2⁵³. */
export const lineContent = ({ index, medium, payer, amountMinor, currency, exact, item }: OutcomeLine) => ({
  index,
  medium,
  payer,
  amountMinor: amountMinor.toString(),
  currency,
  exact: formatDecimal(exact),
  item,
});

/**
 * Hash of what an award says: its rule version, time, evidence and lines. The trace is left out, since it explains
 * the award and is not part of it; so are revision and time of recording.
 */
export const awardContentHash = (outcome: Outcome): string =>
  sha256(
    canonicalJson({
      ruleVersion: outcome.ruleVersion,
      time: outcome.time,
      payPeriod: outcome.payPeriod,
      evidence: outcome.evidence,
      lines: outcome.lines.map(lineContent),
    }),
  );
