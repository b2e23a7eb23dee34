import type { CompiledMetric } from '../../domain/metrics/contribution.ts';
import type { Population } from '../../domain/population.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import { type ActivityRow, correctedAmong } from '../../storage/activities.ts';
import type { Queryable } from '../../storage/database.ts';
import { lockReps, lockTenant, takeTurn } from '../../storage/locks.ts';
import { currentVersion } from '../../storage/plans.ts';
import { Superseded } from '../../storage/retry.ts';
import { daysWithKeys, type FirstMetric } from '../../storage/rollups.ts';
import { itemsNamedBy, loadPopulation } from '../load-population.ts';
import type { CurrentPlan } from '../plan/current-plan.ts';
import { plainActivity } from './effective.ts';
import { contributor } from './keep-rollups.ts';

/**
 * What a batch needs to itself until its transaction ends:
 * - `reps`: the reps it credits. Batches of other reps go on beside it.
 * - `turn`: those reps, and the tenant's turn, as one batch after the other decides about what all reps share.
 * - `tenant`: everything. A correction may concern reps that nobody knows before its original is there.
 */
export type BatchScope = 'reps' | 'turn' | 'tenant';

/** Metrics that count a key where it appears first in the whole tenant, so that one rep's activity moves another's. */
const sharedMetrics = ({ metrics }: RuleSet): CompiledMetric[] =>
  metrics.filter(({ metric }) => metric.aggregate === 'firstDistinct' && metric.scope === 'tenant');

/** The codes of metrics whose keys all reps share. */
export const sharedCodes = (ruleSet: RuleSet): string[] =>
  sharedMetrics(ruleSet).map(({ metric }) => metric.code);

/** The metrics that count a key where it appears first, for each rep or for all of them. */
export const firstMetrics = ({ metrics }: RuleSet): FirstMetric[] =>
  metrics.flatMap(({ metric }) =>
    metric.aggregate === 'firstDistinct' ? [{ metric: metric.code, scope: metric.scope }] : [],
  );

const scopeOf = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  rows: readonly ActivityRow[],
): Promise<BatchScope> => {
  if (rows.some((row) => row.correctsId !== null)) return 'tenant';
  const waitedFor = await correctedAmong(
    tx,
    tenant,
    rows.map((row) => row.id),
  );
  if (waitedFor.size > 0) return 'tenant';
  const types = new Set(rows.map((row) => row.type));
  const isRecorded = [...types].some((type) =>
    ruleSet.byActivityType.get(type)?.some(({ rule }) => rule.contention === 'as-recorded'),
  );
  const isShared = sharedMetrics(ruleSet).some(({ metric }) =>
    metric.activities.some((type) => types.has(type)),
  );
  return isRecorded || isShared ? 'turn' : 'reps';
};

/** A batch with its locks, until the transaction ends. `holds` tells of which reps. */
export type LockedBatch = Readonly<{
  scope: BatchScope;
  /** Who there is, and what the batch and the days it corrects name. */
  population: Population;
  holds: (rep: string) => boolean;
}>;

/**
 * Waits until the batch has to itself what it may change, and gives who and what there is: the plan and the
 * population stay as they are until the transaction ends, since who changes them needs every rep.
 * @throws Superseded when the plan or the reps changed while this waited.
 */
export const lockBatch = async (
  tx: Queryable,
  tenant: string,
  plan: CurrentPlan,
  rows: readonly ActivityRow[],
): Promise<LockedBatch> => {
  const { ruleSet } = plan;
  const scope = await scopeOf(tx, tenant, ruleSet, rows);
  // A correction counts days anew, with whatever their other activities name.
  const named = scope === 'tenant' ? undefined : itemsNamedBy(rows.map(plainActivity));
  const load = () => loadPopulation(tx, tenant, ruleSet.documents, named);
  if (scope === 'tenant') await lockTenant(tx, tenant);
  if (scope === 'turn') await takeTurn(tx, tenant);
  const settled = scope === 'reps' ? undefined : await load();
  const own = rows.flatMap(({ repId, credits }) => [repId, ...credits.map(({ rep }) => rep)]);
  const others = scope === 'turn' && settled ? await sharing(tx, tenant, ruleSet, settled, rows) : [];
  const locked = scope === 'tenant' ? undefined : await lockReps(tx, tenant, [...own, ...others]);
  if ((await currentVersion(tx, tenant)) !== plan.version) throw new Superseded('The plan');
  const population = settled ?? (await load());
  if (locked && own.some((rep) => population.reps.has(rep) && !locked.has(rep)))
    throw new Superseded('A rep');
  return { scope, population, holds: (rep) => !locked || locked.has(rep) };
};

/** The reps who have keys of shared metrics in common with the batch, whether or not the metrics' filters let them in. */
const sharing = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  population: Population,
  rows: readonly ActivityRow[],
): Promise<string[]> => {
  const metrics = sharedMetrics(ruleSet).map((metric) => ({ ...metric, where: undefined }));
  const contribute = contributor({ ...ruleSet, metrics }, population);
  const keys = rows.flatMap((row) => contribute(plainActivity(row)));
  return (await daysWithKeys(tx, tenant, keys)).map(({ rep }) => rep);
};
