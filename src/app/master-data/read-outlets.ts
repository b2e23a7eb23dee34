import type { Outlet } from '../../../schemas/outlet.ts';
import { type ItemRow, loadItems } from '../../storage/master-data.ts';
import { outletPage } from '../../storage/master-data-pages.ts';
import { type Context, identitiesOf } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { keyOfCursor, type Page, type PageWanted, pageOf } from '../page.ts';
import { type Reading, reading } from '../reading.ts';
import { requireRep, visibleReps } from '../scope.ts';

/**
 * Outlets in order of code, those of a rep if one is given by code. A manager sees those of the own teams' reps, and those
 * of nobody. `at` is now, in epoch ms.
 */
export const readOutlets = (
  context: Context,
  {
    at,
    rep,
    search,
    limit,
    cursor,
  }: PageWanted & Readonly<{ at: number; rep?: string | undefined; search?: string | undefined }>,
): Promise<Page<Outlet>> =>
  reading(context, 'read-master-data', at, async (now) => {
    const [after] = keyOfCursor(cursor, 1) ?? [];
    const of = rep === undefined ? undefined : requireRep(context, now.population, rep, now.today).id;
    const visible = visibleReps(context, now.population, now.today);
    const among = visible && [...visible];
    const rows = await outletPage(now.tx, now.tenant, { rep: of, among, search, after, limit: limit + 1 });
    return pageOf(
      rows,
      limit,
      (row) => [row.code],
      (row) => outletView(row, now),
    );
  });

/** @throws LaurelError `not-found` when there is no such outlet, or none that the actor may see. */
export const readOutlet = (
  context: Context,
  { code, at }: Readonly<{ code: string; at: number }>,
): Promise<Outlet> =>
  reading(context, 'read-master-data', at, async (now) => {
    const [row] = await loadItems(now.tx, now.tenant, 'outlet', [identitiesOf(context).outlet(code)]);
    const visible = visibleReps(context, now.population, now.today);
    const isHidden = visible && row?.repId && !visible.has(row.repId);
    if (!row || isHidden) throw new LaurelError('not-found', `There is no outlet called “${code}”.`);
    return outletView(row, now);
  });

const outletView = ({ code, name, listed, repId, attributes }: ItemRow, { population }: Reading): Outlet => {
  const { class: outletClass, city_class: cityClass, route_cycle: routeCycle, ...others } = attributes;
  const rep = repId === null ? undefined : population.reps.get(repId)?.code;
  return {
    code,
    name,
    ...(outletClass !== undefined && { class: outletClass }),
    ...(cityClass !== undefined && { cityClass }),
    ...(rep !== undefined && { rep }),
    ...(routeCycle !== undefined && { routeCycle }),
    listed,
    attributes: others,
  };
};
