import type { LimitNote, OutcomeLine } from '../awards/outcome.ts';
import type { Usage } from './usage.ts';

/** Cuts a reward line so that the sum under the limit does not exceed `mostMinor`; a line cut to nothing goes. */
export const amountLimit = (
  lines: readonly OutcomeLine[],
  reward: number,
  mostMinor: bigint,
  usage: Usage,
): Readonly<{ lines: readonly OutcomeLine[]; note: LimitNote | undefined }> => {
  const used = usage.amounts.get(reward) ?? 0n;
  const left = mostMinor > used ? mostMinor - used : 0n;
  const line = lines.find((each) => each.index === reward);
  if (!line || line.amountMinor <= left) return { lines, note: undefined };
  const effect = left === 0n ? 'refused' : 'cut';
  const note: LimitNote = { kind: 'amount', effect, most: mostMinor.toString(), used: used.toString() };
  const others = lines.filter((each) => each !== line);
  return {
    lines:
      left === 0n ? others : lines.map((each) => (each === line ? { ...line, amountMinor: left } : each)),
    note,
  };
};
