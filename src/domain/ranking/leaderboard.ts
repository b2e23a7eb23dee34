import type { Board } from '../../../schemas/plan.ts';
import { type Decimal, decimal } from '../money/decimal.ts';
import { type Contestant, rank } from './rank.ts';

export type BoardRow<T> = Readonly<{ rank: number; item: T; value: Decimal }>;

/** A leaderboard: values above the board's bound, highest first, with its tie rule. */
export const leaderboard = <T>(contestants: readonly Contestant<T>[], board: Board): BoardRow<T>[] => {
  const bound = board.above === undefined ? undefined : decimal(board.above);
  const listed = contestants.filter(({ value }) => !bound || value.gt(bound));
  return rank(listed, 'highest', board.ties).map(({ rank, item, value }) => ({ rank, item, value }));
};
