import { activitiesSince, daysNaming } from '../../storage/concerned-days.ts';
import type { Queryable } from '../../storage/database.ts';
import { distinctDays, othersWithKeys } from '../../storage/rollups.ts';
import { judgeTouched } from '../activities/judge-touched.ts';
import { recalculateDays } from '../activities/keep-rollups.ts';
import { firstMetrics } from '../activities/lock-batch.ts';
import type { Posted } from '../activities/post-revisions.ts';
import { activitiesTouched } from '../activities/touched.ts';
import type { Context } from '../context.ts';
import { loadPopulation } from '../load-population.ts';
import type { CurrentPlan } from '../plan/current-plan.ts';
import { recount } from '../rebuild.ts';
import type { Concerned } from './concerned.ts';

/**
 * How many activities would have to be counted or judged anew, up to one more than `most`: those of the reps concerned
 * from the first day on that is.
 */
export const weightOf = async (
  tx: Queryable,
  tenant: string,
  { everybody, judged, ...concerned }: Concerned,
  most: number,
): Promise<number> => {
  if (everybody) return activitiesSince(tx, tenant, undefined, most + 1);
  const days = await daysNaming(tx, tenant, { ...concerned, reps: [...concerned.reps, ...judged] });
  const [first] = days.map(({ day }) => day).sort();
  if (first === undefined) return 0;
  return activitiesSince(
    tx,
    tenant,
    { day: first, reps: [...new Set(days.map(({ rep }) => rep))] },
    most + 1,
  );
};

/**
 * Counts and judges anew what a change of master data concerns, in the transaction at hand, which has the tenant to itself
 * and has made the change. It comes to what a rebuild would come to. Closings that were settled stay as they are.
 */
export const recountConcerned = async (
  tx: Queryable,
  context: Context,
  plan: CurrentPlan,
  concerned: Concerned,
): Promise<Posted> => {
  if (concerned.everybody) return recount(tx, context, plan);
  const { tenant } = context;
  const { ruleSet } = plan;
  const counted = await daysNaming(tx, tenant, concerned);
  const judged = await daysNaming(tx, tenant, { reps: concerned.judged, outlets: [], products: [] });
  if (counted.length + judged.length === 0) return { granted: 0, reversed: 0 };
  const population = await loadPopulation(tx, tenant, ruleSet.documents, { outlets: [], products: [] });
  const firsts = firstMetrics(ruleSet);
  // Asked before as well: once the cell of a first is gone, nobody would know whose turn it is.
  const before = await othersWithKeys(tx, tenant, firsts, counted);
  if (counted.length > 0) await recalculateDays(tx, tenant, counted, ruleSet, population);
  const after = await othersWithKeys(tx, tenant, firsts, counted);
  const touched = distinctDays([...counted, ...judged, ...before, ...after]);
  return judgeTouched(tx, context, plan, population, activitiesTouched(touched));
};
