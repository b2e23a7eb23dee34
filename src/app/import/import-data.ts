import { activityDays } from '../../storage/activities.ts';
import { portions } from '../../storage/arrays.ts';
import { loadMasterData } from '../../storage/master-data.ts';
import { appendAudit } from '../../storage/records.ts';
import type { RepDay } from '../../storage/rollups.ts';
import { ingestBatch } from '../activities/ingest-activities.ts';
import { judgeTouched } from '../activities/judge-touched.ts';
import type { Posted } from '../activities/post-revisions.ts';
import { admit, type Context, identitiesOf, transact } from '../context.ts';
import { loadPopulation } from '../load-population.ts';
import { requirePlan } from '../plan/current-plan.ts';
import { rebuildWithin } from '../rebuild.ts';
import type { ImportedActivity, ImportedData, Reject } from '../tabular/imported-data.ts';
import { saveMasterData } from './save-master-data.ts';

/** How far an import has come: activities taken of all. */
export type ImportDone = Readonly<{ done: number; total: number }>;

export type Imported = Readonly<{
  accepted: number;
  duplicates: number;
  /** Activities that the store refused, with the place they were read from. */
  rejects: readonly Reject[];
  judged: Posted;
}>;

/** Activities of one transaction. */
const BATCH = 5000;

/**
 * Imports data that was read and checked: master data in one transaction, activities in batches, then one judging of
 * everything they touched. An import broken off half-way is continued by running it again. When the plan or the
 * memberships have changed since activities were counted, all rollups are calculated anew.
 */
export const importData = async (
  context: Context,
  input: Readonly<{ data: ImportedData; recount: boolean }>,
  onProgress: (progress: ImportDone) => void = () => {},
): Promise<Imported> => {
  admit(context, 'import-data');
  const { data } = input;
  const { tenant } = context;
  const recount = await transact(context, async (tx) => {
    const before = JSON.stringify((await loadMasterData(tx, tenant)).memberships);
    await saveMasterData(tx, tenant, identitiesOf(context), data);
    const after = JSON.stringify((await loadMasterData(tx, tenant)).memberships);
    const counted = (await activityDays(tx, tenant)) !== undefined;
    return counted && (input.recount || before !== after);
  });

  let accepted = 0;
  let duplicates = 0;
  const rejects: Reject[] = [];
  const touched: RepDay[] = [];
  const added: string[] = [];
  for (const batch of portions(data.activities, BATCH)) {
    const ingested = await transact(context, async (tx) => {
      const plan = await requirePlan(tx, tenant);
      const population = await loadPopulation(tx, tenant, plan.ruleSet.documents);
      return ingestBatch(
        tx,
        context,
        plan,
        population,
        batch.map(({ activity }) => activity),
      );
    });
    ingested.results.forEach((result, index) => {
      const item = batch[index];
      if (result.status === 'accepted') accepted += 1;
      else if (result.status === 'duplicate') duplicates += 1;
      else if (item && 'fault' in result) rejects.push(rejectOf(item, result.fault));
    });
    touched.push(...ingested.touched);
    added.push(...ingested.added);
    onProgress({ done: accepted + duplicates + rejects.length, total: data.activities.length });
  }

  const judged = await transact(context, async (tx) => {
    const plan = await requirePlan(tx, tenant);
    const all = recount ? (await rebuildWithin(tx, context, plan)).touched : touched;
    const posted = await judgeTouched(tx, context, plan, { touched: all, added });
    const details = { accepted, duplicates, rejected: rejects.length, ...posted };
    await appendAudit(tx, tenant, context.actor, { action: 'import-data', subject: tenant, details });
    return posted;
  });
  return { accepted, duplicates, rejects, judged };
};

const rejectOf = (
  { file, row, raw }: ImportedActivity,
  fault: Readonly<{ field: string; code: Reject['code']; message: string }>,
): Reject => ({
  file,
  row,
  column: fault.field.split('/').at(-1) ?? '',
  code: fault.code,
  message: fault.message,
  raw,
});
