import type { LocalDate } from '../../domain/calendar/local-date.ts';
import type { Population } from '../../domain/population.ts';
import type { Context } from '../context.ts';
import { visibleReps, visibleTeams } from '../scope.ts';

/** The codes of the reps and teams whose targets somebody sees on a day; those who were erased have none. */
export const subjectsInReach = (
  context: Context,
  population: Population,
  day: LocalDate,
): Readonly<{ reps: readonly string[]; teams: readonly string[]; isEverybody: boolean }> => {
  const visible = visibleReps(context, population, day);
  const teams = visibleTeams(context, population);
  return {
    isEverybody: visible === undefined,
    reps: [...population.reps.values()].flatMap(({ id, code, erased }) =>
      erased || (visible && !visible.has(id)) ? [] : code,
    ),
    teams: [...population.teams.values()].flatMap(({ id, code }) => (visible && !teams.has(id) ? [] : code)),
  };
};
