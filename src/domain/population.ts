import type { SubjectKind } from '../../schemas/common.ts';
import type { LocalDate } from './calendar/local-date.ts';
import { compareText } from './compare-text.ts';
import type { FactValue } from './facts/fact-value.ts';

/** Attributes as facts, already of the type the plan declares. */
export type Attributes = Readonly<Record<string, FactValue>>;

export type Rep = Readonly<{
  kind: 'rep';
  id: string;
  code: string;
  name: string;
  league: string | undefined;
  hiredOn: LocalDate | undefined;
  /** The last day of employment. */
  leftOn: LocalDate | undefined;
  attributes: Attributes;
  /** Of somebody whose identity was erased: a text at the place of the code that was. Code and name are neutral then. */
  erased?: Readonly<{ sortsAs: string }> | undefined;
}>;

export type Team = Readonly<{
  kind: 'team';
  id: string;
  code: string;
  name: string;
  parent: string | undefined;
  /** The rep who manages it; the one of a parent team manages the teams below as well. */
  manager: string | undefined;
}>;

/** Whom a rule judges. */
export type Subject = Rep | Team;

/** An outlet or product; one that only activities named has nothing but its code. */
export type MasterItem = Readonly<{ id: string; code: string; attributes: Attributes }>;

/** A rep's membership of a team, from a day (included) to a day (excluded); open ends are undefined. */
export type Membership = Readonly<{
  rep: string;
  team: string;
  from: LocalDate | undefined;
  to: LocalDate | undefined;
}>;

/** Who and what there is. Internal ids are the keys; codes are what people see and what decides ties. */
export type Population = Readonly<{
  reps: ReadonlyMap<string, Rep>;
  teams: ReadonlyMap<string, Team>;
  outlets: ReadonlyMap<string, MasterItem>;
  products: ReadonlyMap<string, MasterItem>;
  /** How many outlets each rep has been assigned. */
  assignedOutlets: ReadonlyMap<string, number>;
  /** The team a rep belonged to on a day. */
  teamOf(rep: string, day: LocalDate): string | undefined;
  /** The reps of a team and of the teams below it on a day, ordered by code. */
  membersOf(team: string, day: LocalDate): readonly Rep[];
  /** A team and every team above it: credit rolls up to all of them. Empty for an unknown team. */
  lineOf(team: string): readonly Team[];
}>;

export type PopulationData = Readonly<{
  reps: readonly Rep[];
  teams: readonly Team[];
  outlets: readonly MasterItem[];
  products: readonly MasterItem[];
  assignedOutlets: ReadonlyMap<string, number>;
  memberships: readonly Membership[];
}>;

/** What decides ties and the order of shares: the code, or, of somebody erased, what stands in its place. */
export const placeOf = (subject: Subject): string =>
  (subject.kind === 'rep' ? subject.erased?.sortsAs : undefined) ?? subject.code;

const byCode = (a: Subject, b: Subject): number => compareText(placeOf(a), placeOf(b));

export const createPopulation = (data: PopulationData): Population => {
  const index = <T extends { id: string }>(items: readonly T[]) =>
    new Map(items.map((item) => [item.id, item]));
  const reps = index([...data.reps].sort(byCode));
  const ofRep = Map.groupBy(data.memberships, (membership) => membership.rep);
  const teams = index([...data.teams].sort(byCode));
  const lines = new Map([...teams.values()].map((team) => [team.id, lineAbove(team, teams)]));
  const ofTeam = new Map<string, Membership[]>([...teams.keys()].map((team) => [team, []]));
  for (const membership of data.memberships) {
    for (const team of lines.get(membership.team) ?? []) ofTeam.get(team.id)?.push(membership);
  }
  return {
    reps,
    teams,
    outlets: index(data.outlets),
    products: index(data.products),
    assignedOutlets: data.assignedOutlets,
    teamOf: (rep, day) => ofRep.get(rep)?.find((membership) => covers(membership, day))?.team,
    membersOf: (team, day) =>
      (ofTeam.get(team) ?? [])
        .filter((membership) => covers(membership, day))
        .flatMap((membership) => reps.get(membership.rep) ?? [])
        .filter((rep) => isEmployed(rep, day))
        .sort(byCode),
    lineOf: (team) => lines.get(team) ?? [],
  };
};

/** Ends where a team has no parent, or where the parents would go in a circle. */
const lineAbove = (team: Team, teams: ReadonlyMap<string, Team>): readonly Team[] => {
  const line: Team[] = [];
  for (let on: Team | undefined = team; on && !line.includes(on); on = teams.get(on.parent ?? '')) {
    line.push(on);
  }
  return line;
};

const covers = ({ from, to }: Membership, day: LocalDate): boolean =>
  (from === undefined || from <= day) && (to === undefined || day < to);

/** Hired by that day, and not yet past the last day of employment. */
export const isEmployed = (rep: Rep, day: LocalDate): boolean =>
  (rep.hiredOn === undefined || rep.hiredOn <= day) && (rep.leftOn === undefined || day <= rep.leftOn);

/** The reps or teams a close of the days from…to (excluded) is about: reps employed on any of these days, by code. */
export const subjectsIn = (
  population: Population,
  kind: SubjectKind,
  from: LocalDate,
  to: LocalDate,
): Subject[] =>
  kind === 'team'
    ? [...population.teams.values()]
    : [...population.reps.values()].filter(
        (rep) =>
          (rep.hiredOn === undefined || rep.hiredOn < to) && (rep.leftOn === undefined || rep.leftOn >= from),
      );
