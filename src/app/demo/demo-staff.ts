import type { LocalDate } from '../../domain/calendar/local-date.ts';

export type DemoTeam = Readonly<{
  code: string;
  name: string;
  league?: 'city' | 'county';
  manager: string;
  /** Absent for the sales department, which is over all others. */
  parent?: string;
}>;

/** What a person is good at, in percent of the ordinary rep. */
export type Talents = Readonly<{
  /** How many outlets are visited. */
  diligence: number;
  /** How often all steps of a visit are done. */
  discipline: number;
  selling: number;
  /** How often outlets are won that nobody supplied before. */
  hunting: number;
  collecting: number;
}>;

export type DemoPerson = Readonly<{
  code: string;
  name: string;
  employeeNo: string;
  team: string;
  league: string;
  role: '业务员' | '主管' | '销售总监';
  hiredOn: LocalDate;
  /** The last day. */
  leftOn?: LocalDate;
}>;

export type DemoRep = DemoPerson & Readonly<{ number: number; talents: Talents }>;

/** A rep's area. The outlets stay when the rep goes; nobody visits them until the successor comes. */
export type Territory = Readonly<{ number: number; team: DemoTeam; holders: readonly DemoRep[] }>;

export type DemoMembership = Readonly<{ rep: string; team: string; from?: LocalDate; to?: LocalDate }>;

export type DemoStaff = Readonly<{
  teams: readonly DemoTeam[];
  leaders: readonly DemoPerson[];
  territories: readonly Territory[];
  /** Only of those who change teams. */
  memberships: readonly DemoMembership[];
}>;

export const repsOf = ({ territories }: DemoStaff): readonly DemoRep[] =>
  territories.flatMap(({ holders }) => holders);

export const isEmployed = ({ hiredOn, leftOn }: DemoPerson, date: LocalDate): boolean =>
  hiredOn <= date && (leftOn === undefined || date <= leftOn);

/** Who looks after a territory on a day; nobody between a rep and the successor. */
export const holderOn = ({ holders }: Territory, date: LocalDate): DemoRep | undefined =>
  holders.find((rep) => isEmployed(rep, date));
