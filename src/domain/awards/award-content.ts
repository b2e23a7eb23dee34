import { canonicalJson, sha256 } from '../canonical-json.ts';
import { decimal, formatDecimal } from '../money/decimal.ts';
import { roundTo } from '../money/rounding.ts';
import type { Outcome, OutcomeLine } from './outcome.ts';

/** Digits of an exact value that are kept: what is stored, and so what is hashed. */
const EXACT = decimal('0.000000000001');

/** A line as it is stored and hashed: amounts as text, so that nothing is lost beyond 2⁵³. */
export type LineContent = Readonly<
  Omit<OutcomeLine, 'amountMinor' | 'exact'> & { amountMinor: string; exact: string }
>;

export const lineContent = ({
  index,
  medium,
  payer,
  amountMinor,
  currency,
  exact,
  item,
}: OutcomeLine): LineContent => ({
  index,
  medium,
  payer,
  amountMinor: amountMinor.toString(),
  currency,
  exact: formatDecimal(roundTo(exact, EXACT, 'down')),
  item,
});

/**
 * What an award says: whom it is for and what names it, its rule version, time, evidence and lines. The trace is left
 * out, since it explains the award and is not part of it; so are revision and time of recording.
 */
export type AwardContent = Readonly<
  Omit<Outcome, 'trace' | 'lines'> & {
    /** In the order of their index. */
    lines: readonly LineContent[];
  }
>;

const contentOf = ({ lines, ...outcome }: Omit<Outcome, 'trace'>): AwardContent => ({
  ...outcome,
  lines: lines.map(lineContent),
});

/** SHA-256 of the canonical JSON of what an award says. */
export const contentHash = (content: AwardContent): string =>
  sha256(
    canonicalJson({
      rule: content.rule,
      ruleVersion: content.ruleVersion,
      subjectKind: content.subjectKind,
      subject: content.subject,
      recipient: content.recipient,
      windowUnit: content.windowUnit,
      window: content.window,
      evidenceKey: content.evidenceKey,
      payPeriod: content.payPeriod,
      time: content.time,
      day: content.day,
      evidence: content.evidence,
      lines: content.lines,
    }),
  );

/** The hash of an outcome as its award will be stored: equal outcomes change nothing. */
export const awardContentHash = (outcome: Outcome): string => contentHash(contentOf(outcome));
