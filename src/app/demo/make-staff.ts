import {
  addDays,
  type LocalDate,
  parseLocalDate,
  weekdayOf,
  yearOf,
} from '../../domain/calendar/local-date.ts';
import { personNames } from './chinese-names.ts';
import type { DemoSizes } from './demo-sizes.ts';
import type { Random } from './random.ts';

export type DemoTeam = Readonly<{ code: string; name: string; league: 'city' | 'county'; manager: string }>;

export type DemoPerson = Readonly<{
  code: string;
  name: string;
  employeeNo: string;
  team: string;
  league: string;
  role: '业务员' | '主管';
  hiredOn: LocalDate;
  /** The last day. */
  leftOn?: LocalDate;
  /** Ability in percent of the ordinary rep's; 0 for managers, who do not visit. */
  skill: number;
}>;

export type DemoMembership = Readonly<{ rep: string; team: string; from?: LocalDate; to?: LocalDate }>;

export type DemoStaff = Readonly<{
  teams: readonly DemoTeam[];
  reps: readonly DemoPerson[];
  managers: readonly DemoPerson[];
  /** Only of those who change teams. */
  memberships: readonly DemoMembership[];
}>;

/**
 * The people of a month: good and weak reps mixed over the teams, one hired in its first days (the last rep of the
 * last team), one who leaves on the 18th (the last of the first team) and one who changes teams on the 16th.
 */
export function makeStaff(sizes: DemoSizes, monthStart: LocalDate, random: Random): DemoStaff {
  const count = sizes.teams * sizes.repsPerTeam;
  const names = personNames(count + sizes.teams, random);
  const skills = random.shuffled(
    Array.from({ length: count }, (_, index) => 138 - Math.round((index * 70) / count)),
  );
  const hired = () => dateIn(yearOf(monthStart) - random.int(1, 8), random);
  const teams = Array.from({ length: sizes.teams }, (_, index): DemoTeam => {
    const league = index % 2 === 0 ? 'city' : 'county';
    const number = '一二三四五六七八九十'[index >> 1] ?? String((index >> 1) + 1);
    return {
      code: `T${index + 1}`,
      name: `${league === 'city' ? '城区' : '县区'}${number}队`,
      league,
      manager: `M${index + 1}`,
    };
  });
  const person = (team: DemoTeam, index: number) => ({
    name: names[index] ?? '',
    employeeNo: String(118 + 3 * index).padStart(5, '0'),
    team: team.code,
    league: team.league,
  });
  const managers = teams.map(
    (team, index): DemoPerson => ({
      ...person(team, index),
      code: team.manager,
      role: '主管',
      hiredOn: hired(),
      skill: 0,
    }),
  );
  const reps = teams.flatMap((team, teamIndex) =>
    Array.from({ length: sizes.repsPerTeam }, (_, place): DemoPerson => {
      const index = teamIndex * sizes.repsPerTeam + place;
      const code = `R${String(index + 1).padStart(2, '0')}`;
      const rep = {
        ...person(team, sizes.teams + index),
        code,
        role: '业务员',
        hiredOn: hired(),
        skill: skills[index] ?? 100,
      } as const;
      if (index === count - 1) return { ...rep, hiredOn: firstWorkday(addDays(monthStart, 5)), skill: 66 };
      return index === sizes.repsPerTeam - 1 ? { ...rep, leftOn: addDays(monthStart, 17), skill: 62 } : rep;
    }),
  );
  return { teams, reps, managers, memberships: movesOf(reps, teams, addDays(monthStart, 15)) };
}

function movesOf(
  reps: readonly DemoPerson[],
  teams: readonly DemoTeam[],
  day: LocalDate,
): readonly DemoMembership[] {
  const [mover] = reps;
  const [, next] = teams;
  if (!mover || !next) return [];
  return [
    { rep: mover.code, team: mover.team, to: day },
    { rep: mover.code, team: next.code, from: day },
  ];
}

function firstWorkday(date: LocalDate): LocalDate {
  return weekdayOf(date) === 7 ? addDays(date, 1) : date;
}

function dateIn(year: number, random: Random): LocalDate {
  const start = parseLocalDate(`${year}-01-01`);
  if (!start) throw new RangeError('the demo needs a year from 1910 to 2199');
  return firstWorkday(addDays(start, random.int(0, 364)));
}
