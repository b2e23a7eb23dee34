import type { Fault, ParsedActivity } from '../../domain/activities/activity.ts';
import { applyCorrection } from '../../domain/activities/apply-correction.ts';
import type { Population } from '../../domain/population.ts';
import {
  type ActivityRow,
  appendActivities,
  correctedAmong,
  correctionSubjects,
  originalsById,
  storedHashes,
} from '../../storage/activities.ts';
import type { Queryable } from '../../storage/database.ts';
import { saveItems } from '../../storage/master-data.ts';
import { Superseded } from '../../storage/retry.ts';
import { daysWithKeys, othersWithKeys, type RepDay } from '../../storage/rollups.ts';
import { admit, type Context, identitiesOf, transact } from '../context.ts';
import { loadPopulation } from '../load-population.ts';
import { type CurrentPlan, requirePlan } from '../plan/current-plan.ts';
import { asParsed, creditedReps, effectiveActivity, plainActivity } from './effective.ts';
import { judgeTouched } from './judge-touched.ts';
import { addActivities, contributor, recalculateDays } from './keep-rollups.ts';
import { lockBatch, sharedCodes } from './lock-batch.ts';
import { toRow } from './to-row.ts';
import type { Touched } from './touched.ts';

/** What became of one activity of a batch. */
export type IngestResult =
  | Readonly<{ status: 'accepted' | 'duplicate' }>
  | Readonly<{ status: 'conflict' | 'rejected'; fault: Fault }>;

export type IngestInput = Readonly<{
  activities: readonly ParsedActivity[];
  /** False leaves judging to a later `judgeTouched`, as an import of many batches does. */
  judge: boolean;
}>;

export type Ingested = Touched & Readonly<{ results: readonly IngestResult[] }>;

/**
 * Takes a batch of activities in one transaction: each is accepted, found to be a duplicate, or refused on its own;
 * a bad one never loses the good ones. What is accepted is in the rollups, corrections included, when this returns.
 */
export const ingestActivities = (context: Context, input: IngestInput): Promise<Ingested> => {
  admit(context, 'ingest-activities');
  return transact(context, async (tx) => {
    const plan = await requirePlan(tx, context.tenant);
    const ingested = await ingestBatch(tx, context, plan, input.activities);
    if (input.judge) await judgeTouched(tx, context, plan, ingested);
    return ingested;
  });
};

/**
 * The body of `ingestActivities`, for those who have a transaction, with nothing locked yet, and the plan at hand.
 * Whatever comes of the batch is locked when this returns, until the transaction ends.
 */
export const ingestBatch = async (
  tx: Queryable,
  context: Context,
  plan: CurrentPlan,
  activities: readonly ParsedActivity[],
): Promise<Ingested> => {
  const { tenant } = context;
  const { documents } = plan.ruleSet;
  const identities = identitiesOf(context);
  const rows = activities.map((activity) => toRow(activity, identities, documents.plan.calendar.timeZone));
  const { scope, population, holds } = await lockBatch(tx, tenant, plan, rows);
  const results = await checkBatch(tx, tenant, plan, population, activities, rows);
  const fresh = rows.filter((_, index) => results[index]?.status === 'accepted');
  await saveUnlisted(tx, tenant, activities, rows, population);
  const added = await appendActivities(tx, tenant, fresh);
  // Another rep's activity of the same identity was recorded since: it stands, and this one is a conflict now.
  if (added.size < fresh.length) throw new Superseded('An activity');

  const contribute = contributor(plan.ruleSet, await withUnlisted(tx, tenant, plan, population, fresh));
  const originals = fresh.filter((row) => row.correctsId === null);
  const corrections = fresh.filter((row) => row.correctsId !== null);
  const newIds = new Set(originals.map((row) => row.id));
  const waitedFor = await correctedAmong(tx, tenant, [...newIds]);
  if (waitedFor.size > 0 && scope !== 'tenant') throw new Superseded('A correction');
  const effective = [
    ...originals.filter((row) => !waitedFor.has(row.id)).map(plainActivity),
    ...(await originalsById(tx, tenant, [...waitedFor])).flatMap(
      (row) => effectiveActivity(row, documents) ?? [],
    ),
  ];
  const contributions = await addActivities(tx, tenant, effective, contribute);

  const correctedIds = [...new Set(corrections.flatMap((row) => row.correctsId ?? []))].filter(
    (id) => !newIds.has(id),
  );
  const corrected = await originalsById(tx, tenant, correctedIds);
  const earlier = await subjectsOfCorrections(tx, tenant, correctedIds);
  const recalculated = distinctDays(
    corrected.flatMap((row) =>
      [...creditedReps(row), ...(earlier.get(row.id) ?? [])].map((rep) => ({ rep, day: row.day })),
    ),
  );
  const shared = sharedCodes(plan.ruleSet);
  // Asked before as well: once the cells of a voided first are gone, nobody would know whose turn it is.
  const before = await othersWithKeys(tx, tenant, shared, recalculated);
  if (recalculated.length > 0) await recalculateDays(tx, tenant, recalculated, plan.ruleSet, contribute);

  const direct = effective.flatMap(({ credits, day }) => credits.map(({ rep }) => ({ rep, day })));
  const touched = distinctDays([...direct, ...recalculated]);
  const others = [
    ...(await othersWithKeys(tx, tenant, shared, recalculated)),
    ...(await daysWithKeys(
      tx,
      tenant,
      contributions.filter(({ metric }) => shared.includes(metric)),
    )),
  ];
  const all = distinctDays([...touched, ...before, ...others]);
  const stranger = all.find(({ rep }) => !holds(rep));
  if (stranger) throw new Error(`The batch reaches the rep ${stranger.rep}, whom it has not locked.`);
  return {
    results,
    touched: all,
    added: [...newIds],
    recorded: scope !== 'reps',
  };
};

const distinctDays = (days: readonly RepDay[]): RepDay[] => [
  ...new Map(days.map((each) => [`${each.rep}|${each.day}`, each])).values(),
];

const refuse = (field: string, code: Fault['code'], message: string): IngestResult => ({
  status: code === 'conflict' ? 'conflict' : 'rejected',
  fault: { field, code, message },
});

/** Decides what becomes of each activity, against the store and against the batch itself. */
const checkBatch = async (
  tx: Queryable,
  tenant: string,
  plan: CurrentPlan,
  population: Population,
  activities: readonly ParsedActivity[],
  rows: readonly ActivityRow[],
): Promise<IngestResult[]> => {
  const hashes = await storedHashes(
    tx,
    tenant,
    rows.map((row) => row.id),
  );
  const originals = new Map(
    (
      await originalsById(
        tx,
        tenant,
        rows.flatMap((row) => row.correctsId ?? []),
      )
    ).map((row) => [row.id, row]),
  );
  return rows.map((row, index): IngestResult => {
    const known = hashes.get(row.id);
    if (known === row.contentHash) return { status: 'duplicate' };
    if (known !== undefined) {
      return refuse(
        '/id',
        'conflict',
        `There is already an activity ${row.externalId} from ${row.source} that says something else; send a correction instead.`,
      );
    }
    const strangers = [row.repId, ...row.credits.map((credit) => credit.rep)].filter(
      (rep) => !population.reps.has(rep),
    );
    if (strangers.length > 0) {
      return refuse(
        '/subject',
        'unknown-rep',
        `There is no rep with the code “${activities[index]?.subject}”; add the rep first.`,
      );
    }
    const original = row.correctsId === null ? undefined : originals.get(row.correctsId);
    if (original && row.correction) {
      const { documents } = plan.ruleSet;
      const applied = applyCorrection(asParsed(original), row.correction, {
        types: documents.activityTypes,
        timeZone: documents.plan.calendar.timeZone,
        currency: documents.plan.currency,
      });
      const [fault] = 'faults' in applied ? applied.faults : [];
      if (fault) return { status: 'rejected', fault };
    }
    // A second time within the batch is compared with the first as if that were stored already.
    hashes.set(row.id, row.contentHash);
    return { status: 'accepted' };
  });
};

/** Outlets and products that only activities name get an entry with their code, so that results can show it. */
const saveUnlisted = async (
  tx: Queryable,
  tenant: string,
  activities: readonly ParsedActivity[],
  rows: readonly ActivityRow[],
  population: Population,
): Promise<void> => {
  for (const kind of ['outlet', 'product'] as const) {
    const known = kind === 'outlet' ? population.outlets : population.products;
    const unlisted = new Map<string, string>();
    rows.forEach((row, index) => {
      const activity = activities[index];
      const said = activity?.correction ? activity.correction.data[kind] : activity?.data[kind];
      const corrected = row.correction?.data[kind];
      const id = row.correction ? corrected : kind === 'outlet' ? row.outletId : row.productId;
      if (typeof id === 'string' && typeof said === 'string' && !known.has(id)) unlisted.set(id, said);
    });
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

const withUnlisted = (
  tx: Queryable,
  tenant: string,
  plan: CurrentPlan,
  population: Population,
  rows: readonly ActivityRow[],
): Promise<Population> | Population => {
  const complete = rows.every(({ outletId, productId, correction }) => {
    const outlet = correction?.data.outlet ?? outletId;
    const product = correction?.data.product ?? productId;
    return (
      (typeof outlet !== 'string' || population.outlets.has(outlet)) &&
      (typeof product !== 'string' || population.products.has(product))
    );
  });
  return complete ? population : loadPopulation(tx, tenant, plan.ruleSet.documents);
};

/** Every rep a correction of these originals ever named: cells that an earlier correction filled must be undone too. */
const subjectsOfCorrections = async (
  tx: Queryable,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, string[]>> => {
  const subjects = new Map<string, string[]>();
  for (const { id, rep } of await correctionSubjects(tx, tenant, ids))
    subjects.set(id, [...(subjects.get(id) ?? []), rep]);
  return subjects;
};
