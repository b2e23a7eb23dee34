import type { OutcomeLine } from '../awards/outcome.ts';
import { compareText } from '../compare-text.ts';

/** An award as statements and boards read it. */
export type LiveAward = Readonly<{
  award: string;
  rule: string;
  recipient: string;
  payPeriod: string;
  lines: readonly OutcomeLine[];
}>;

/** What a rep is due for a pay period: the sum of its lines, always. */
export type RepStatement = Readonly<{
  rep: string;
  period: string;
  cashMinor: bigint;
  points: bigint;
  lines: readonly Readonly<{ award: string; rule: string; line: OutcomeLine }>[];
}>;

/** One statement for each recipient with cash or points in the period. Lines are in order of rule, award, index. */
export const statementsOf = (awards: readonly LiveAward[], period: string): RepStatement[] => {
  const inPeriod = awards.filter((award) => award.payPeriod === period);
  return [...Map.groupBy(inPeriod, (award) => award.recipient)].flatMap(([rep, own]) => {
    const lines = own
      .flatMap(({ award, rule, lines }) => lines.map((line) => ({ award, rule, line })))
      .filter(({ line }) => line.medium === 'cash' || line.medium === 'points')
      .sort(
        (a, b) => compareText(a.rule, b.rule) || compareText(a.award, b.award) || a.line.index - b.line.index,
      );
    if (lines.length === 0) return [];
    const total = (medium: OutcomeLine['medium']) =>
      lines.reduce((sum, { line }) => (line.medium === medium ? sum + line.amountMinor : sum), 0n);
    return [{ rep, period, cashMinor: total('cash'), points: total('points'), lines }];
  });
};
