import type { Ranking } from '../../../schemas/rule.ts';
import { compareText } from '../compare-text.ts';
import type { Decimal } from '../money/decimal.ts';
import type { Place } from '../rewards/amount-program.ts';

/** Someone in a ranking: the value that counts, and what decides ties. */
export type Contestant<T> = Readonly<{
  item: T;
  code: string;
  value: Decimal;
  /** Epoch milliseconds of the last counted activity; who has none got there last. */
  lastAt: number | undefined;
}>;

export type Ranked<T> = Contestant<T> &
  Place &
  Readonly<{
    /** All who share the place. */
    group: readonly T[];
    /** How many were ranked together. */
    of: number;
  }>;

/**
 * Places by value. With `same` and `split`, equal values share the best place of their group and the next place is
 * left out (1, 1, 3); with `earliest` there are no shared places: the earlier last activity is ahead, then the
 * smaller code.
 */
export const rank = <T>(
  contestants: readonly Contestant<T>[],
  order: Ranking['order'],
  ties: Ranking['ties'],
): Ranked<T>[] => {
  const sign = order === 'highest' ? -1 : 1;
  const sorted = [...contestants].sort(
    (a, b) =>
      sign * a.value.cmp(b.value) || (ties === 'earliest' ? earlier(a, b) : 0) || compareText(a.code, b.code),
  );
  const ranked: Ranked<T>[] = [];
  for (let start = 0; start < sorted.length; ) {
    const group =
      ties === 'earliest' ? sorted.slice(start, start + 1) : sorted.slice(start, endOfGroup(sorted, start));
    const items = group.map((contestant) => contestant.item);
    for (const contestant of group)
      ranked.push({ ...contestant, rank: start + 1, shared: group.length, group: items, of: sorted.length });
    start += group.length;
  }
  return ranked;
};

const endOfGroup = <T>(sorted: readonly Contestant<T>[], start: number): number => {
  const value = sorted[start]?.value;
  let end = start;
  while (value && sorted[end]?.value.eq(value)) end += 1;
  return end;
};

const earlier = <T>(a: Contestant<T>, b: Contestant<T>): number => {
  if (a.lastAt === b.lastAt) return 0;
  return (a.lastAt ?? Number.POSITIVE_INFINITY) - (b.lastAt ?? Number.POSITIVE_INFINITY);
};
