import type { AttributeValue, ParsedActivity } from '../../domain/activities/activity.ts';
import type { EffectiveActivity } from '../../domain/activities/stored-activity.ts';
import type { PlanDocuments } from '../../domain/facts/environment.ts';
import type { Population } from '../../domain/population.ts';
import { type ActivityRow, appendActivities, originalsById } from '../../storage/activities.ts';
import { type Queryable, together } from '../../storage/database.ts';
import { saveItems } from '../../storage/master-data.ts';
import { daysWithKeys, distinctDays, othersWithKeys, type RepDay } from '../../storage/rollups.ts';
import { admit, type Context, identitiesOf, transact } from '../context.ts';
import { itemsNamedBy, withItems } from '../load-population.ts';
import { type CurrentPlan, requirePlan } from '../plan/current-plan.ts';
import { checkBatch, type Delivered, type IngestResult } from './check-batch.ts';
import { creditedReps, effectiveActivity, plainActivity } from './effective.ts';
import { judgeTouched } from './judge-touched.ts';
import { addActivities, contributor, recalculateDays } from './keep-rollups.ts';
import { firstMetrics, lockBatch, sharedCodes } from './lock-batch.ts';
import { toRow } from './to-row.ts';
import type { Touched } from './touched.ts';

export type IngestInput = Readonly<{
  activities: readonly ParsedActivity[];
  /** False leaves judging to a later `judgeTouched`, as an import of many batches does. */
  judge: boolean;
}>;

/** Whether a delivery fills up the past: what it earns is not celebrated, and is the same in every other way. */
export type DeliveryKind = Readonly<{ backfill?: boolean | undefined }>;

export type Ingested = Touched &
  Readonly<{
    results: readonly IngestResult[];
    /** The internal ids of the activities, one for each result. */
    ids: readonly string[];
    /** Who there is, and what the batch names. */
    population: Population;
  }>;

/**
 * Takes a batch of activities in one transaction: each is accepted, found to be a duplicate, or refused on its own;
 * a bad one never loses the good ones. What is accepted is in the rollups, corrections included, when this returns.
 */
export const ingestActivities = (context: Context, input: IngestInput): Promise<Ingested> => {
  admit(context, 'ingest-activities');
  return transact(context, async (tx, lost) => {
    const plan = await requirePlan(tx, context.tenant);
    const ingested = await ingestBatch(tx, context, plan, input.activities, { lost });
    if (input.judge) await judgeTouched(tx, context, plan, ingested.population, ingested);
    return ingested;
  });
};

/**
 * The body of `ingestActivities`, for those who have a transaction, with nothing locked yet, and the plan at hand.
 * Whatever comes of the batch is locked when this returns, until the transaction ends. `lost` is what the transaction was
 * told.
 */
export const ingestBatch = async (
  tx: Queryable,
  context: Context,
  plan: CurrentPlan,
  activities: readonly ParsedActivity[],
  { backfill = false, lost }: DeliveryKind & Readonly<{ lost: unknown }>,
): Promise<Ingested> => {
  const { tenant } = context;
  const { ruleSet } = plan;
  const { documents } = ruleSet;
  const identities = identitiesOf(context);
  const delivered = activities.map((activity) => ({
    activity,
    row: toRow(activity, identities, documents),
  }));
  const rows = delivered.map(({ row }) => row);
  const locked = await lockBatch(tx, context, plan, rows, lost);
  const { scope, population: known, holds } = locked;
  const results = await checkBatch(tx, tenant, documents, locked, identities, delivered);
  const accepted = delivered.filter((_, index) => results[index]?.status === 'accepted');
  const fresh = accepted.map(({ row }) => row);
  await saveUnlisted(tx, tenant, accepted, known);
  const population = await withItems(tx, tenant, documents, known, namedByRows(fresh));
  const contribute = contributor(ruleSet, population);
  const originals = fresh.filter((row) => row.correctsId === null);
  const corrections = fresh.flatMap((row) => row.correctsId ?? []);
  const amended = new Set([...locked.waitedFor, ...corrections]);
  const appending = appendActivities(tx, tenant, fresh, backfill);
  const effective = await effectiveOriginals(tx, tenant, documents, originals, amended, appending);
  const [, contributions] = await together([appending, addActivities(tx, tenant, effective, contribute)]);

  const added = new Set(originals.map((row) => row.id));
  const corrected = [...new Set(corrections)].filter((id) => !added.has(id));
  const recalculated = await correctedDays(tx, tenant, corrected);
  const [shared, firsts] = [sharedCodes(ruleSet), firstMetrics(ruleSet)];
  // Asked before as well: once the cells of a voided first are gone, nobody would know whose turn it is.
  const before = await othersWithKeys(tx, tenant, firsts, recalculated);
  if (recalculated.length > 0) await recalculateDays(tx, tenant, recalculated, ruleSet, population);

  const direct = effective.flatMap(({ credits, day }) => credits.map(({ rep }) => ({ rep, day })));
  const touched = distinctDays([...direct, ...recalculated]);
  const ofReps = new Set(firsts.flatMap(({ metric, scope: of }) => (of === 'rep' ? [metric] : [])));
  const others = await together([
    daysWithKeys(
      tx,
      tenant,
      contributions.filter(({ metric }) => ofReps.has(metric)),
      'rep-later',
    ),
    othersWithKeys(tx, tenant, firsts, recalculated),
    daysWithKeys(
      tx,
      tenant,
      contributions.filter(({ metric }) => shared.includes(metric)),
      'anybody',
    ),
  ]);
  const all = distinctDays([...touched, ...before, ...others.flat()]);
  const stranger = all.find(({ rep }) => !holds(rep));
  if (stranger) throw new Error(`The batch reaches the rep ${stranger.rep}, whom it has not locked.`);
  const ids = rows.map((row) => row.id);
  return { results, ids, population, touched: all, added: [...added], corrected, recorded: scope !== 'reps' };
};

/** What new originals say, those included whose corrections came before or with them; these are read once appended. */
const effectiveOriginals = async (
  tx: Queryable,
  tenant: string,
  documents: PlanDocuments,
  originals: readonly ActivityRow[],
  amended: ReadonlySet<string>,
  appending: Promise<unknown>,
): Promise<EffectiveActivity[]> => {
  const waiting = originals.filter((row) => amended.has(row.id)).map((row) => row.id);
  if (waiting.length === 0) return originals.map(plainActivity);
  await appending;
  const corrected = await originalsById(tx, tenant, waiting);
  return [
    ...originals.filter((row) => !amended.has(row.id)).map(plainActivity),
    ...corrected.flatMap((row) => effectiveActivity(row, documents) ?? []),
  ];
};

/** The days on which corrections changed what counts, for every rep that the originals credit or ever credited. */
const correctedDays = async (tx: Queryable, tenant: string, ids: readonly string[]): Promise<RepDay[]> => {
  const corrected = await originalsById(tx, tenant, ids);
  return distinctDays(corrected.flatMap((row) => creditedReps(row).map((rep) => ({ rep, day: row.day }))));
};

/** Outlets and products that only activities name get an entry with their code, so that results can show it. */
const saveUnlisted = async (
  tx: Queryable,
  tenant: string,
  delivered: readonly Delivered[],
  population: Population,
): Promise<void> => {
  for (const kind of ['outlet', 'product'] as const) {
    const known = kind === 'outlet' ? population.outlets : population.products;
    const unlisted = new Map<string, string>();
    for (const { activity, row } of delivered) {
      const said = (activity.correction ?? activity).data[kind];
      const corrected = row.correction?.data[kind];
      const id = row.correction ? corrected : kind === 'outlet' ? row.outletId : row.productId;
      if (typeof id === 'string' && typeof said === 'string' && !known.has(id)) unlisted.set(id, said);
    }
    const items = [...unlisted].map(([id, code]) => ({
      id,
      code,
      name: code,
      listed: false,
      repId: null,
      attributes: {},
    }));
    await saveItems(tx, tenant, kind, items);
  }
};

/** What rows name, corrections in place of what they correct. */
const namedByRows = (rows: readonly ActivityRow[]) =>
  itemsNamedBy(
    rows.map(({ outletId, productId, correction }) => ({
      outlet: idOf(correction?.data.outlet ?? outletId),
      product: idOf(correction?.data.product ?? productId),
    })),
  );

const idOf = (value: AttributeValue | null): string | undefined =>
  typeof value === 'string' ? value : undefined;
