import type { LimitNote, OutcomeLine } from '../awards/outcome.ts';
import type { Usage } from './usage.ts';

/** Refuses an award that does not fit whole into what is left of a shared budget. */
export const budgetLimit = (
  lines: readonly OutcomeLine[],
  reward: number,
  mostMinor: bigint,
  usage: Usage,
): LimitNote | undefined => {
  const used = usage.amounts.get(reward) ?? 0n;
  const wanted = lines.find((line) => line.index === reward)?.amountMinor ?? 0n;
  return used + wanted <= mostMinor
    ? undefined
    : { kind: 'budget', effect: 'refused', most: mostMinor.toString(), used: used.toString() };
};
