import { portions } from '../../storage/arrays.ts';
import { appendAudit } from '../../storage/records.ts';
import { ingestBatch } from '../activities/ingest-activities.ts';
import { judgeTouched } from '../activities/judge-touched.ts';
import type { Posted } from '../activities/post-revisions.ts';
import { admit, type Context, transact, transactAlone } from '../context.ts';
import { applyAwaited } from '../master-data/apply-awaited.ts';
import { changeMasterData } from '../master-data/change-master-data.ts';
import { refuseRecalibrations } from '../master-data/refuse-recalibrations.ts';
import { requirePlan } from '../plan/current-plan.ts';
import type { ImportedActivity, ImportedData, Reject } from '../tabular/imported-data.ts';

/** How far an import has come: activities taken of all. */
export type ImportDone = Readonly<{ done: number; total: number }>;

export type Imported = Readonly<{
  accepted: number;
  duplicates: number;
  /** Activities that the store refused, with the place they were read from. */
  rejects: readonly Reject[];
  judged: Posted;
}>;

/** Activities of one transaction: each batch replays what came before it, so that fewer of them are judged faster. */
export const IMPORT_BATCH = 20_000;

/**
 * Imports data that was read and checked. Master data are one transaction, with those counted and judged anew whom
 * a change concerns; so is each batch of activities, with its judging. An import broken off anywhere leaves nothing
 * half done, and is continued by running it again. What is imported fills up the past. It is owner-only: with `at` (epoch
 * ms) it is not, and targets of periods that had begun then may not change.
 * @throws LaurelError `state` where they would.
 */
export const importData = async (
  context: Context,
  input: Readonly<{ data: ImportedData; batch?: number; at?: number }>,
  onProgress: (progress: ImportDone) => void | Promise<void> = () => {},
): Promise<Imported> => {
  admit(context, 'import-data');
  const { data, batch: size = IMPORT_BATCH, at } = input;
  const { tenant } = context;
  const judged = { granted: 0, reversed: 0 };
  const count = ({ granted, reversed }: Posted) => {
    judged.granted += granted;
    judged.reversed += reversed;
  };

  if (holdsMasterData(data)) {
    const changed = await transactAlone(context, async (tx) => {
      await applyAwaited(tx, context);
      if (at !== undefined) {
        const { calendar } = (await requirePlan(tx, tenant)).ruleSet.documents.plan;
        await refuseRecalibrations(tx, context, { calendar, wanted: data.targets, at });
      }
      return changeMasterData(tx, context, data);
    });
    count(changed);
  }

  let accepted = 0;
  let duplicates = 0;
  const rejects: Reject[] = [];
  for (const batch of portions(data.activities, size)) {
    const { results, posted } = await transact(context, async (tx, lost) => {
      const plan = await requirePlan(tx, tenant);
      const activities = batch.map(({ activity }) => activity);
      const ingested = await ingestBatch(tx, context, plan, activities, { backfill: true, lost });
      return {
        results: ingested.results,
        posted: await judgeTouched(tx, context, plan, ingested.population, ingested),
      };
    });
    count(posted);
    results.forEach((result, index) => {
      const item = batch[index];
      if (result.status === 'accepted') accepted += 1;
      else if (result.status === 'duplicate') duplicates += 1;
      else if (item && 'fault' in result) rejects.push(rejectOf(item, result.fault));
    });
    await onProgress({ done: accepted + duplicates + rejects.length, total: data.activities.length });
  }

  await transact(context, async (tx) => {
    const details = { accepted, duplicates, rejected: rejects.length, ...judged };
    await appendAudit(tx, tenant, context.actor, { action: 'import-data', subject: tenant, details });
  });
  return { accepted, duplicates, rejects, judged };
};

/** Files of nothing but activities need nobody to wait for them. */
const holdsMasterData = (data: ImportedData): boolean =>
  [data.teams, data.reps, data.memberships, data.outlets, data.products, data.targets].some(
    (records) => records.length > 0,
  );

const rejectOf = (
  { file, row, raw, columnOf }: ImportedActivity,
  fault: Readonly<{ field: string; code: Reject['code']; message: string }>,
): Reject => ({
  file,
  row,
  column: columnOf(fault.field),
  code: fault.code,
  message: fault.message,
  raw,
});
