import { addDays, type LocalDate, parseLocalDate, yearOf } from '../../domain/calendar/local-date.ts';
import { personNames } from './chinese-names.ts';
import type { DemoMonth } from './demo-months.ts';
import type { DemoSizes } from './demo-sizes.ts';
import type {
  DemoMembership,
  DemoPerson,
  DemoRep,
  DemoStaff,
  DemoTeam,
  Talents,
  Territory,
} from './demo-staff.ts';
import type { Random } from './random.ts';
import { workdayFrom } from './workdays.ts';

const TEAM_NAMES = '城东队 城西队 城南队 城北队 新城队 河口队 柳林队 石桥队 青山队 杨庄队'.split(' ');
const DEPARTMENT = { code: 'T0', name: '云岭饮品销售部', manager: 'M0' } as const;

/**
 * The people of some months: good, ordinary and weak reps mixed over the teams, which the sales department is over.
 * The last reps of some teams leave within the months and have a successor a few days later; one of each fifteen was
 * hired shortly before the first month; the first rep changes to the second team in the middle of the middle month, and
 * the second is the best of all.
 */
export const makeStaff = (sizes: DemoSizes, months: readonly DemoMonth[], random: Random): DemoStaff => {
  const start = months[0]?.from;
  const middle = months[months.length >> 1]?.from;
  if (!start || !middle) throw new RangeError('the demo needs at least one month');
  const teams = makeTeams(sizes.teams);
  const count = sizes.teams * sizes.repsPerTeam;
  const names = personNames(count + sizes.leavers + teams.length + 1, random);
  const skills = withBestAt(
    1,
    random.shuffled(Array.from({ length: count }, (_, index) => skillAt(index, count))),
  );
  const hired = () => dateIn(yearOf(start) - random.int(1, 8), random);
  const person = (team: DemoTeam, index: number, code: string) => ({
    code,
    name: names[index] ?? '',
    employeeNo: String(118 + 3 * index).padStart(5, '0'),
    team: team.code,
    league: team.league ?? '',
  });
  const leaders = [DEPARTMENT, ...teams].map((team, index): DemoPerson => {
    const role = index === 0 ? '销售总监' : '主管';
    return { ...person(team, index, team.manager), role, hiredOn: hired() };
  });
  const rep = (team: DemoTeam, number: number, skill: number, hiredOn: LocalDate): DemoRep => ({
    ...person(team, teams.length + number, `R${String(number).padStart(2, '0')}`),
    role: '业务员',
    hiredOn,
    number,
    talents: talentsOf(skill, random),
  });
  const territories = teams.flatMap((team, teamIndex) =>
    Array.from({ length: sizes.repsPerTeam }, (_, place): Territory => {
      const index = teamIndex * sizes.repsPerTeam + place;
      const isRecent = index % 15 === 7;
      const hiredOn = isRecent ? workdayFrom(addDays(start, -random.int(12, 40))) : hired();
      const first = rep(team, index + 1, isRecent ? 84 : (skills[index] ?? 100), hiredOn);
      const leaves = place === sizes.repsPerTeam - 1 && teamIndex < sizes.leavers;
      const month = months[teamIndex % months.length];
      if (!leaves || !month) return { number: index + 1, team, holders: [first] };
      const leftOn = addDays(month.from, 8 + teamIndex);
      const successor = rep(team, count + teamIndex + 1, 82, workdayFrom(addDays(leftOn, 5)));
      const leaver = { ...first, leftOn, talents: talentsOf(70, random) };
      return { number: index + 1, team, holders: [leaver, successor] };
    }),
  );
  const department: DemoTeam = DEPARTMENT;
  return {
    teams: [department, ...teams],
    leaders,
    territories,
    memberships: movesOf(territories, teams, addDays(middle, 15)),
  };
};

const makeTeams = (count: number): readonly DemoTeam[] =>
  Array.from({ length: count }, (_, index): DemoTeam => {
    const isCity = index < Math.ceil(count / 2);
    const place = isCity ? index : index - Math.ceil(count / 2) + TEAM_NAMES.length / 2;
    return {
      code: `T${index + 1}`,
      name: TEAM_NAMES[place] ?? '',
      league: isCity ? 'city' : 'county',
      manager: `M${index + 1}`,
      parent: DEPARTMENT.code,
    };
  });

/** An eighth of all are stars, a fifth is weak, and the rest ordinary. */
const skillAt = (index: number, count: number): number => {
  const share = (100 * index) / count;
  if (share < 12) return 144 - index;
  return share < 80 ? 116 - Math.round((share - 12) / 2.4) : 84 - Math.round((share - 80) * 0.8);
};

/** The second rep is who a newcomer looks at first, and changes places with the best. */
const withBestAt = (place: number, skills: readonly number[]): readonly number[] => {
  const best = skills.indexOf(Math.max(...skills));
  return skills.map(
    (skill, index) => skills[index === place ? best : index === best ? place : index] ?? skill,
  );
};

/** Nobody is equally good at everything. */
const talentsOf = (skill: number, random: Random): Talents => {
  const near = (spread: number) => skill + random.int(-spread, spread);
  return {
    diligence: near(10),
    discipline: near(12),
    selling: near(8),
    hunting: near(30),
    collecting: near(18),
  };
};

const movesOf = (
  territories: readonly Territory[],
  [, next]: readonly DemoTeam[],
  day: LocalDate,
): readonly DemoMembership[] => {
  const mover = territories[0]?.holders[0];
  if (!mover || !next) return [];
  return [
    { rep: mover.code, team: mover.team, to: day },
    { rep: mover.code, team: next.code, from: day },
  ];
};

const dateIn = (year: number, random: Random): LocalDate => {
  const start = parseLocalDate(`${year}-01-01`);
  if (!start) throw new RangeError('the demo needs a year from 1910 to 2199');
  return workdayFrom(addDays(start, random.int(0, 364)));
};
