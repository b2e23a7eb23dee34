/** How large the distributor is. A team needs at least 3 reps and the company 2 teams, so that people can move. */
export type DemoSizes = Readonly<{
  /** At most 10. */
  teams: number;
  /** At most 16: codes of territories have two digits more than those of teams. */
  repsPerTeam: number;
  /** Outlets at the start; a rep who visits 15 a day needs enough of them to be believed. */
  outletsPerRep: number;
  /** Outlets that nobody has won yet; those that a rep opens are taken from them. */
  prospectsPerRep: number;
  /** Calendar months, the one of the last day included. */
  months: number;
  /** Reps who leave within these months; each has a successor some days later. */
  leavers: number;
}>;

/** Sixty territories, 3,000 outlets and a quarter: what a newcomer is shown. */
export const FULL_DISTRIBUTOR: DemoSizes = {
  teams: 6,
  repsPerTeam: 10,
  outletsPerRep: 40,
  prospectsPerRep: 10,
  months: 3,
  leavers: 4,
};

/** A month of twelve territories, for tests and for a first rule by hand. */
export const SMALL_DISTRIBUTOR: DemoSizes = {
  teams: 2,
  repsPerTeam: 6,
  outletsPerRep: 40,
  prospectsPerRep: 6,
  months: 1,
  leavers: 1,
};
