import type { LimitNote, OutcomeLine } from '../awards/outcome.ts';
import type { Usage } from './usage.ts';

/** The cash of an award, in minor units: what it takes out of the budget of the plan. */
export const cashOf = (lines: readonly OutcomeLine[]): bigint =>
  lines.reduce((sum, line) => (line.medium === 'cash' ? sum + line.amountMinor : sum), 0n);

/** Refuses an award whose cash does not fit whole into what all rules have left of the budget of the plan. */
export const planBudget = (
  lines: readonly OutcomeLine[],
  mostMinor: bigint,
  usage: Usage,
): LimitNote | undefined => {
  const used = usage.amounts.get(0) ?? 0n;
  const wanted = cashOf(lines);
  return wanted <= 0n || used + wanted <= mostMinor
    ? undefined
    : { kind: 'plan-budget', effect: 'refused', most: mostMinor.toString(), used: used.toString() };
};
