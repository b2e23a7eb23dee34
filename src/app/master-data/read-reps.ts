import type { Membership } from '../../../schemas/membership.ts';
import type { Rep } from '../../../schemas/rep.ts';
import { type LocalDate, parseLocalDate } from '../../domain/calendar/local-date.ts';
import { loadMemberships, loadReps, type RepRow } from '../../storage/master-data.ts';
import { repPage } from '../../storage/master-data-pages.ts';
import { type Context, identitiesOf } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { keyOfCursor, type Page, type PageWanted, pageOf } from '../page.ts';
import { type Reading, reading } from '../reading.ts';
import { requireRep, visibleReps } from '../scope.ts';

export type RepsWanted = PageWanted &
  Readonly<{
    /** Epoch milliseconds; on that day the actor sees these reps, and teams have these members. */
    at: number;
    /** Code of a team: its reps, and those of the teams below, on the day of `active` or today. */
    team?: string | undefined;
    league?: string | undefined;
    /** Employed on this day. */
    active?: string | undefined;
    /** Part of the code or name. */
    search?: string | undefined;
  }>;

/** Reps in order of code, of those whom the actor may see. */
export const readReps = (context: Context, wanted: RepsWanted): Promise<Page<Rep>> =>
  reading(context, 'read-master-data', wanted.at, async (now) => {
    const { team, limit, cursor, ...filter } = wanted;
    const visible = visibleReps(context, now.population, now.today);
    const day = (wanted.active && parseLocalDate(wanted.active)) || now.today;
    const members = team === undefined ? undefined : membersOf(context, now, team, day);
    const ids = members?.filter((id) => !visible || visible.has(id)) ?? (visible && [...visible]);
    const [after] = keyOfCursor(cursor, 1) ?? [];
    const rows = await repPage(now.tx, now.tenant, { ...filter, ids, after, limit: limit + 1 });
    return pageOf(
      rows,
      limit,
      (row) => [row.code],
      (row) => repView(row, now),
    );
  });

const membersOf = (
  context: Context,
  { population }: Reading,
  team: string,
  day: LocalDate,
): readonly string[] => {
  const id = identitiesOf(context).team(team);
  if (!population.teams.has(id)) throw new LaurelError('not-found', `There is no team called “${team}”.`);
  return population.membersOf(id, day).map((rep) => rep.id);
};

/** @throws LaurelError `not-found` for a rep whom the actor may not see, or who is not there. */
export const readRep = (
  context: Context,
  { code, at }: Readonly<{ code: string; at: number }>,
): Promise<Rep> =>
  reading(context, 'read-master-data', at, async (now) => {
    const { id } = requireRep(context, now.population, code, now.today);
    const [row] = await loadReps(now.tx, now.tenant, [id]);
    if (!row) throw new Error('A rep of the population has no row.');
    return repView(row, now);
  });

/** The memberships of a rep in order of time. */
export const readMembershipsOf = (
  context: Context,
  { rep, at }: Readonly<{ rep: string; at: number }>,
): Promise<Membership[]> =>
  reading(context, 'read-master-data', at, async ({ tx, tenant, population, today }) => {
    const { id } = requireRep(context, population, rep, today);
    const rows = await loadMemberships(tx, tenant, [id]);
    return rows.map(({ teamId, from, to }) => ({
      rep,
      team: population.teams.get(teamId)?.code ?? teamId,
      ...(from !== null && { from }),
      ...(to !== null && { to }),
    }));
  });

const repView = (row: RepRow, { population, today }: Reading): Rep => {
  const { id, code, name, employeeNo, role, league, hiredOn, leftOn, attributes } = row;
  const team = population.teams.get(population.teamOf(id, today) ?? '')?.code;
  return {
    code,
    name,
    ...(employeeNo !== null && { employeeNo }),
    ...(team !== undefined && { team }),
    ...(role !== null && { role }),
    ...(league !== null && { league }),
    ...(hiredOn !== null && { hiredOn }),
    ...(leftOn !== null && { leftOn }),
    attributes,
  };
};
