import type { StoredActivity } from '../../../schemas/delivery.ts';
import type { PlanDocuments } from '../../domain/facts/environment.ts';
import type { Population } from '../../domain/population.ts';
import { type CorrectedRow, originalsById } from '../../storage/activities.ts';
import { activitiesBefore } from '../../storage/activity-pages.ts';
import { type Context, identitiesOf } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { itemsNamedBy, withItems } from '../load-population.ts';
import { dayOfKey, keyOfCursor, type Page, type PageWanted, pageOf } from '../page.ts';
import { personalAccess, readableData } from '../personal-data/personal-access.ts';
import { reading } from '../reading.ts';
import { codeOf } from '../results/codes.ts';
import { requireRep, visibleReps } from '../scope.ts';
import { creditedReps, effectiveActivity, plainActivity, standingActivity } from './effective.ts';

export type ActivitiesWanted = PageWanted &
  Readonly<{
    /** Epoch milliseconds; on that day the actor sees these reps. */
    at: number;
    rep?: string | undefined;
    outlet?: string | undefined;
    type?: string | undefined;
    from?: string | undefined;
    to?: string | undefined;
  }>;

/** Activities as they now stand, the latest first; of the reps the actor may see. */
export const readActivities = (context: Context, wanted: ActivitiesWanted): Promise<Page<StoredActivity>> =>
  reading(context, 'read-activities', wanted.at, async ({ tx, tenant, ruleSet, population, today }) => {
    const [day, order] = keyOfCursor(wanted.cursor, 2) ?? [];
    const before = order === undefined ? undefined : { day: dayOfKey(day), order };
    const visible = visibleReps(context, population, today);
    const reps =
      wanted.rep === undefined
        ? visible && [...visible]
        : [requireRep(context, population, wanted.rep, today).id];
    const outlet = wanted.outlet === undefined ? undefined : identitiesOf(context).outlet(wanted.outlet);
    const { type, from, to } = wanted;
    const filter = { reps, outlet, type, from, to };
    const rows = await activitiesBefore(tx, tenant, filter, before, wanted.limit + 1);
    const { documents } = ruleSet;
    const effective = rows.map((row) => effectiveActivity(row, documents) ?? plainActivity(row));
    const seesPersonal = personalAccess(context, population, today);
    const known = await withItems(tx, tenant, documents, population, itemsNamedBy(effective));
    return pageOf(
      rows,
      wanted.limit,
      (row) => [row.day, row.order],
      (row) => activityView(row, documents, known, seesPersonal),
    );
  });

/** One activity as it now stands, by its internal id. */
export const readActivity = (
  context: Context,
  { id, at }: Readonly<{ id: string; at: number }>,
): Promise<StoredActivity> =>
  reading(context, 'read-activities', at, async ({ tx, tenant, ruleSet, population, today }) => {
    const visible = visibleReps(context, population, today);
    const [row] = await originalsById(tx, tenant, [id]);
    if (row && (!visible || creditedReps(row).some((rep) => visible.has(rep)))) {
      const { documents } = ruleSet;
      const said = effectiveActivity(row, documents) ?? plainActivity(row);
      return activityView(
        row,
        documents,
        await withItems(tx, tenant, documents, population, itemsNamedBy([said])),
        personalAccess(context, population, today),
      );
    }
    throw new LaurelError('not-found', `There is no activity ${id}.`);
  });

/** The latest state: what a void has taken away is shown as it was last said, and marked. */
const activityView = (
  row: CorrectedRow,
  documents: PlanDocuments,
  population: Population,
  seesPersonal: (subject: string) => boolean,
): StoredActivity => {
  const { activity: effective, correction } = standingActivity(row, documents);
  const said = plainActivity(row);
  const { outlet, product, data, subject } = effective ?? said;
  const isAmended =
    effective !== undefined &&
    (subject !== said.subject || outlet !== said.outlet || product !== said.product || data !== said.data);
  return {
    id: row.id,
    source: row.source,
    sourceId: row.externalId,
    type: row.type,
    time: new Date(row.time).toISOString(),
    day: row.day,
    rep: codeOf(subject, population),
    ...(outlet !== undefined && { outlet: codeOf(outlet, population) }),
    ...(product !== undefined && { product: codeOf(product, population) }),
    data: readableData(data, documents.activityTypes.get(row.type), seesPersonal(subject)),
    state: effective === undefined ? 'voided' : isAmended ? 'amended' : 'as-said',
    ...(correction?.reason !== undefined && { reason: correction.reason }),
  };
};
