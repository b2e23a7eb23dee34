import type { CompiledMetric } from '../../domain/metrics/contribution.ts';
import type { Population } from '../../domain/population.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import { type ActivityRow, type StoredIdentity, storedIdentities } from '../../storage/activities.ts';
import { type Queryable, together } from '../../storage/database.ts';
import { lockReps, lockTenant, takeTurn } from '../../storage/locks.ts';
import type { NamedItems } from '../../storage/master-data.ts';
import { inForce } from '../../storage/plans.ts';
import { Superseded } from '../../storage/retry.ts';
import { daysWithKeys, type FirstMetric } from '../../storage/rollups.ts';
import type { Context } from '../context.ts';
import { knownPopulation } from '../known-population.ts';
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

/** A correction waits for an activity of the batch, and may concern others than the reps it has locked. */
class AwaitedByCorrection extends Superseded {
  constructor() {
    super('A correction');
  }
}

const scopeOf = (ruleSet: RuleSet, rows: readonly ActivityRow[]): BatchScope => {
  if (rows.some((row) => row.correctsId !== null)) return 'tenant';
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
  /** What is stored of the batch and of what it corrects, by id. */
  stored: ReadonlyMap<string, StoredIdentity>;
  /** Those of the batch whose corrections came before them. */
  waitedFor: ReadonlySet<string>;
}>;

/**
 * Waits until the batch has to itself what it may change, and gives who and what there is: the plan and the
 * population stay as they are until the transaction ends, since who changes them needs every rep.
 * @throws Superseded when the plan or the reps changed while this waited, or when corrections wait for activities of the
 *   batch: with that as `lost` the next attempt has the tenant to itself.
 */
export const lockBatch = async (
  tx: Queryable,
  context: Context,
  plan: CurrentPlan,
  rows: readonly ActivityRow[],
  lost: unknown,
): Promise<LockedBatch> => {
  const { tenant } = context;
  const { ruleSet } = plan;
  const ids = rows.map((row) => row.id);
  const scope = lost instanceof AwaitedByCorrection ? 'tenant' : scopeOf(ruleSet, rows);
  const named = itemsNamedBy(rows.map(plainActivity));
  if (scope === 'tenant') await lockTenant(tx, tenant);
  if (scope === 'turn') await takeTurn(tx, tenant);
  const others = scope === 'turn' ? await sharing(tx, context, plan, named, rows) : [];
  const own = [...new Set(rows.flatMap(({ repId, credits }) => [repId, ...credits.map(({ rep }) => rep)]))];
  // Sent together; what is asked behind the locks is answered as of when they were taken.
  const [locked, now, { stored, corrected }] = await together([
    scope === 'tenant' ? undefined : lockReps(tx, tenant, [...own, ...others]),
    inForce(tx, tenant),
    storedIdentities(tx, tenant, [...ids, ...rows.flatMap((row) => row.correctsId ?? [])]),
  ]);
  if (now.version !== plan.version) throw new Superseded('The plan');
  const waitedFor = new Set(ids.filter((id) => corrected.has(id) && !stored.has(id)));
  if (waitedFor.size > 0 && scope !== 'tenant') throw new AwaitedByCorrection();
  // A correction counts days anew, with whatever their other activities name; and who has locked nobody, since nobody
  // named is known, holds no state of the master data.
  const population =
    scope === 'tenant' || locked?.size === 0
      ? await loadPopulation(tx, tenant, ruleSet.documents, scope === 'tenant' ? undefined : named)
      : await knownPopulation(tx, context, { ...plan, masterData: now.masterData }, named);
  if (locked && own.some((rep) => population.reps.has(rep) && !locked.has(rep)))
    throw new Superseded('A rep');
  return { scope, population, holds: (rep) => !locked || locked.has(rep), stored, waitedFor };
};

/** The reps who have keys of shared metrics in common with the batch, whether or not the metrics' filters let them in. */
const sharing = async (
  tx: Queryable,
  context: Context,
  plan: CurrentPlan,
  named: NamedItems,
  rows: readonly ActivityRow[],
): Promise<string[]> => {
  const { ruleSet } = plan;
  const { masterData } = await inForce(tx, context.tenant);
  const population = await knownPopulation(tx, context, { ...plan, masterData }, named);
  const metrics = sharedMetrics(ruleSet).map((metric) => ({ ...metric, where: undefined }));
  const contribute = contributor({ ...ruleSet, metrics }, population);
  const keys = rows.flatMap((row) => contribute(plainActivity(row)));
  return (await daysWithKeys(tx, context.tenant, keys, 'anybody')).map(({ rep }) => rep);
};
