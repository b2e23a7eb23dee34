import { addDays, type LocalDate } from '../domain/calendar/local-date.ts';
import { sha256 } from '../domain/canonical-json.ts';
import type { Population } from '../domain/population.ts';
import { activityDays, originalsOfDays } from '../storage/activities.ts';
import type { Queryable } from '../storage/database.ts';
import { appendAudit } from '../storage/records.ts';
import { clearRollups, type RepDay, rollupText } from '../storage/rollups.ts';
import { effectiveActivity } from './activities/effective.ts';
import { judgeTouched } from './activities/judge-touched.ts';
import { addActivities, contributor } from './activities/keep-rollups.ts';
import type { Posted } from './activities/post-revisions.ts';
import { activitiesTouched } from './activities/touched.ts';
import { admit, type Context, transactAlone } from './context.ts';
import { loadPopulation } from './load-population.ts';
import { type CurrentPlan, requirePlan } from './plan/current-plan.ts';
import { countsAlike } from './plan/plan-json.ts';

/** Whether the rollups were what the activities say, and what judging them anew changed. */
export type Rebuilt = Readonly<{ activities: number; same: boolean; judged: Posted }>;

/** Days of activities in memory at once. */
const DAYS_AT_ONCE = 31;

/** Calculates all rollups anew from the activities, and judges everything they touch. */
export const rebuild = (context: Context): Promise<Rebuilt> => {
  admit(context, 'rebuild');
  return transactAlone(context, async (tx) => {
    const { tenant } = context;
    const plan = await requirePlan(tx, tenant);
    const before = sha256((await rollupText(tx, tenant)).join('\n'));
    const { activities, touched, population } = await rebuildWithin(tx, context, plan);
    const same = before === sha256((await rollupText(tx, tenant)).join('\n'));
    const judged = await judgeTouched(tx, context, plan, population, activitiesTouched(touched));
    await appendAudit(tx, tenant, context.actor, {
      action: 'rebuild',
      subject: tenant,
      details: { activities, same, ...judged },
    });
    return { activities, same, judged };
  });
};

/**
 * Counts and judges everything anew, in the transaction at hand, which has the tenant to itself: after the plan has
 * changed, or what concerns everybody. Where only the plan has, from the stored documents of `before`, and counts alike, the rollups
 * stay as they are.
 */
export const recount = async (
  tx: Queryable,
  context: Context,
  plan: CurrentPlan,
  before?: unknown,
): Promise<Posted> => {
  const counted =
    before !== undefined && countsAlike(before, plan.ruleSet.documents)
      ? await everyDay(tx, context, plan)
      : await rebuildWithin(tx, context, plan);
  const { touched, population } = counted;
  return touched.length === 0
    ? { granted: 0, reversed: 0 }
    : judgeTouched(tx, context, plan, population, activitiesTouched(touched));
};

/** Everybody, from the first day of which there are activities to the last. */
const everyDay = async (
  tx: Queryable,
  { tenant }: Context,
  { ruleSet }: CurrentPlan,
): Promise<Pick<Counted, 'touched' | 'population'>> => {
  const population = await loadPopulation(tx, tenant, ruleSet.documents);
  const days = await activityDays(tx, tenant);
  const ends = days ? [days.first, days.last] : [];
  return {
    population,
    touched: [...population.reps.keys()].flatMap((rep) => ends.map((day) => ({ rep, day }))),
  };
};

/** What was counted, every day of every rep that has activities, and who there is. */
type Counted = Readonly<{ activities: number; touched: RepDay[]; population: Population }>;

/** The rollups anew, in the transaction at hand; gives every day of every rep that has activities. */
export const rebuildWithin = async (
  tx: Queryable,
  { tenant }: Context,
  { ruleSet }: CurrentPlan,
): Promise<Counted> => {
  await clearRollups(tx, tenant);
  const days = await activityDays(tx, tenant);
  const population = await loadPopulation(tx, tenant, ruleSet.documents);
  if (!days) return { activities: 0, touched: [], population };
  const contribute = contributor(ruleSet, population);
  const touched = new Map<string, RepDay>();
  let count = 0;
  for (let from = days.first as LocalDate; from <= days.last; from = addDays(from, DAYS_AT_ONCE)) {
    const rows = await originalsOfDays(tx, tenant, { from, to: addDays(from, DAYS_AT_ONCE) }, undefined);
    const activities = rows.flatMap((row) => effectiveActivity(row, ruleSet.documents) ?? []);
    await addActivities(tx, tenant, activities, contribute);
    count += activities.length;
    for (const { credits, day } of activities) {
      for (const { rep } of credits) touched.set(`${rep}|${day}`, { rep, day });
    }
  }
  return { activities: count, touched: [...touched.values()], population };
};
