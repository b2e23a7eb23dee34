/** How large the distributor is. A team needs at least 3 reps and the company 2 teams, so that people can move. */
export type DemoSizes = Readonly<{
  teams: number;
  repsPerTeam: number;
  /** Outlets at the start of the month; a rep who visits 15 a day needs enough of them to be believed. */
  outletsPerRep: number;
}>;

export const SMALL_DISTRIBUTOR: DemoSizes = { teams: 2, repsPerTeam: 6, outletsPerRep: 45 };
