import type { LocalDate } from '../domain/calendar/local-date.ts';
import type { Population, Rep } from '../domain/population.ts';
import { nearestName } from '../domain/rules/nearest-name.ts';
import { type Context, identitiesOf } from './context.ts';
import { LaurelError } from './errors.ts';
import type { Role } from './operations.ts';

/** Roles that see the figures of everybody. */
const SEE_ALL: readonly Role[] = ['hr', 'payroll', 'auditor', 'admin', 'integrator'];

/** Whether the actor sees the figures of everybody. */
export const seesEverybody = ({ roles }: Context): boolean => roles.some((role) => SEE_ALL.includes(role));

/**
 * Internal ids of the reps whose figures the actor may see: all when undefined; else the rep who acts and, for a
 * manager, those who are on that day in the teams the manager leads.
 */
export const visibleReps = (
  context: Context,
  population: Population,
  day: LocalDate,
): ReadonlySet<string> | undefined => {
  if (seesEverybody(context)) return undefined;
  if (context.rep === undefined) return new Set();
  const self = identitiesOf(context).rep(context.rep);
  const led = context.roles.includes('manager')
    ? [...population.teams.values()].filter(({ manager }) => manager === self)
    : [];
  return new Set([self, ...led.flatMap((team) => population.membersOf(team.id, day).map(({ id }) => id))]);
};

/** Internal ids of the teams that the actor leads, and of those below them. */
export const visibleTeams = (context: Context, population: Population): ReadonlySet<string> => {
  if (context.rep === undefined || !context.roles.includes('manager')) return new Set();
  const self = identitiesOf(context).rep(context.rep);
  const led = [...population.teams.values()].filter(({ id }) =>
    population.lineOf(id).some(({ manager }) => manager === self),
  );
  return new Set(led.map(({ id }) => id));
};

const erasedBy = (code: string, { reps }: Population): Rep | undefined =>
  reps.get(code)?.erased ? reps.get(code) : undefined;

/**
 * The rep with a code, whom the actor may see.
 * @throws LaurelError `not-found`, to those who do not see everybody in the same words for no such rep and one to hide.
 */
export const requireRep = (context: Context, population: Population, code: string, day: LocalDate): Rep => {
  const known = population.reps.get(identitiesOf(context).rep(code));
  // Who was erased is found by what is shown in place of the code, and by nothing else.
  const rep = known?.erased ? undefined : (known ?? erasedBy(code, population));
  const visible = visibleReps(context, population, day);
  if (rep && (!visible || visible.has(rep.id))) return rep;
  // Who sees everybody may be told of a name that is nearly the same.
  const near = visible
    ? undefined
    : nearestName(
        code,
        [...population.reps.values()].flatMap((each) => (each.erased ? [] : each.code)),
      );
  const hint = near === undefined ? '' : ` Did you mean “${near}”?`;
  throw new LaurelError('not-found', `There is no rep called “${code}”.${hint}`);
};
