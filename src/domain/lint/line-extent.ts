import type { Extent } from './extent.ts';
import { extentOfAmount } from './extent-of-amount.ts';
import { extentOfFact } from './extent-of-fact.ts';
import { gateBounds } from './gate-bounds.ts';
import type { LintedRule } from './linted-plan.ts';
import type { RewardLine } from './reward-lines.ts';

/** How far the amount of a line can go for those whom the conditions of the rule let through. */
export const lineExtent = (linted: LintedRule, { amount, step }: RewardLine): Extent => {
  const gate = gateBounds(linted, step);
  return extentOfAmount(amount, (ref) => extentOfFact(ref, linted.compiler, gate));
};
