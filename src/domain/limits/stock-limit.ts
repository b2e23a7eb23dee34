import type { Prize } from '../../../schemas/prize.ts';
import type { LimitNote, OutcomeLine } from '../awards/outcome.ts';
import { stockKey, type UsageBook } from './usage.ts';

/** Leaves out prizes of which none is left; one without a stock never runs out. Other lines stay. */
export const stockLimit = (
  lines: readonly OutcomeLine[],
  prizes: ReadonlyMap<string, Prize>,
  book: UsageBook,
): Readonly<{ lines: readonly OutcomeLine[]; notes: readonly LimitNote[] }> => {
  const notes: LimitNote[] = [];
  const left = lines.filter((line) => {
    const stock = line.medium === 'goods' ? prizes.get(line.item)?.stock : undefined;
    if (stock === undefined) return true;
    const used = book.of(stockKey(line.item)).amounts.get(0) ?? 0n;
    if (used + line.amountMinor <= BigInt(stock)) return true;
    notes.push({ kind: 'stock', effect: 'refused', most: String(stock), used: used.toString() });
    return false;
  });
  return { lines: left, notes };
};
