import { describe, expect, it } from 'vitest';
import type { Leaderboard, LeaderboardRow } from '../../schemas/leaderboard.ts';
import { nextAbove, rowsForRep } from '../../src/ui/figures/board-rows.ts';

const row = (rank: number): LeaderboardRow => ({
  rank,
  rep: { code: `R${rank}`, name: `Rep ${rank}` },
  value: String(100 - rank),
});

/** What the service answers for a rep: the leaders, and two neighbours on either side. */
const board = (contestants: number, own: number): Leaderboard => {
  const all = Array.from({ length: contestants }, (_, index) => row(index + 1));
  return {
    metric: 'sales',
    name: { zh: '销售', en: 'Sales' },
    unit: '',
    period: '2026-11',
    scope: 'company',
    asOf: '2026-11-18T06:00:00Z',
    contestants,
    rows: all.slice(0, 3),
    around: all.slice(Math.max(0, own - 3), own + 2),
  };
};

const shown = (contestants: number, own: number): number[] => {
  const { leaders, near } = rowsForRep(board(contestants, own), `R${own}`);
  return [...leaders, ...near].map(({ rank }) => rank);
};

describe('what a rep sees of a board', () => {
  it.each([
    [13, 6, [1, 2, 3, 4, 5, 6, 7]],
    [13, 10, [1, 2, 3, 8, 9, 10, 11]],
    [13, 12, [1, 2, 3, 10, 11, 12]],
    [13, 13, [1, 2, 3, 11, 12, 13]],
    [13, 1, [1, 2, 3]],
    [4, 2, [1, 2, 3]],
    [2, 1, [1, 2]],
  ])('of %i contestants in place %i is %j', (contestants, own, ranks) => {
    expect(shown(contestants, own)).toEqual(ranks);
  });

  it('names the next one above', () => {
    expect(nextAbove(board(13, 6), 'R6')?.rank).toBe(5);
    expect(nextAbove(board(13, 1), 'R1')).toBeUndefined();
  });
});
