import type { Team } from '../../../schemas/team.ts';
import { loadTeams, type TeamRow } from '../../storage/master-data.ts';
import { teamPage } from '../../storage/master-data-pages.ts';
import { type Context, identitiesOf } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { keyOfCursor, type Page, type PageWanted, pageOf } from '../page.ts';
import { type Reading, reading } from '../reading.ts';

/** Teams in order of code. `at` is now, in epoch ms. */
export const readTeams = (
  context: Context,
  { at, search, limit, cursor }: PageWanted & Readonly<{ at: number; search?: string | undefined }>,
): Promise<Page<Team>> =>
  reading(context, 'read-master-data', at, async (now) => {
    const [after] = keyOfCursor(cursor, 1) ?? [];
    const rows = await teamPage(now.tx, now.tenant, { search, after, limit: limit + 1 });
    return pageOf(
      rows,
      limit,
      (row) => [row.code],
      (row) => teamView(row, now),
    );
  });

/** @throws LaurelError `not-found` when there is no such team. */
export const readTeam = (
  context: Context,
  { code, at }: Readonly<{ code: string; at: number }>,
): Promise<Team> =>
  reading(context, 'read-master-data', at, async (now) => {
    const [row] = await loadTeams(now.tx, now.tenant, [identitiesOf(context).team(code)]);
    if (!row) throw new LaurelError('not-found', `There is no team called “${code}”.`);
    return teamView(row, now);
  });

const teamView = ({ code, name, parentId, managerCode }: TeamRow, { population }: Reading): Team => {
  const parent = parentId === null ? undefined : population.teams.get(parentId)?.code;
  return {
    code,
    name,
    ...(parent !== undefined && { parent }),
    ...(managerCode !== null && { manager: managerCode }),
  };
};
