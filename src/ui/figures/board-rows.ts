import type { Leaderboard, LeaderboardRow } from '../../../schemas/leaderboard.ts';

/** Who leads, as many as are shown to everybody. */
export const LEADERS = 3;

/** The rows that a rep sees of a board, with gaps: who leads, and the own place with its neighbours. */
export type ShownRows = Readonly<{ leaders: readonly LeaderboardRow[]; near: readonly LeaderboardRow[] }>;

/**
 * Never the bottom of the list: the last one is shown to nobody but to themselves, and nobody behind the next
 * neighbour.
 */
export const rowsForRep = ({ rows, around = [], contestants }: Leaderboard, rep: string): ShownRows => {
  const own = around.find((row) => row.rep.code === rep);
  const isShown = (row: LeaderboardRow): boolean =>
    row.rep.code === rep || contestants <= LEADERS || row.rank < contestants;
  const leaders = rows.slice(0, LEADERS).filter(isShown);
  const place = own ? around.indexOf(own) : -1;
  const known = new Set(leaders.map((row) => row.rep.code));
  const near = around.slice(0, place + 2).filter((row) => isShown(row) && !known.has(row.rep.code));
  return { leaders, near };
};

/** The row before the own one that has a higher value; what is missing to it is what one can do. */
export const nextAbove = ({ around = [] }: Leaderboard, rep: string): LeaderboardRow | undefined => {
  const own = around.find((row) => row.rep.code === rep);
  return own && [...around].reverse().find((row) => row.rank < own.rank);
};
