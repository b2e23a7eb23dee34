import type { EffectiveActivity } from '../../domain/activities/stored-activity.ts';
import { createAwardBook } from '../../domain/awards/awards-reader.ts';
import { compareText } from '../../domain/compare-text.ts';
import { createFrame } from '../../domain/facts/fact-reader.ts';
import type { Frame } from '../../domain/facts/resolved-fact.ts';
import { type Contribution, contributionsOf } from '../../domain/metrics/contribution.ts';
import type { Population } from '../../domain/population.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import { originalsOnDays } from '../../storage/activities.ts';
import { portions } from '../../storage/arrays.ts';
import type { Queryable } from '../../storage/database.ts';
import { addToRollups, clearRollupDays, type RepDay } from '../../storage/rollups.ts';
import { itemsNamedBy, withItems } from '../load-population.ts';
import { effectiveActivity } from './effective.ts';

/** Gives the contributions of activities to every metric of a plan; metrics are indexed by activity type once. */
export const contributor = (
  ruleSet: RuleSet,
  population: Population,
): ((activity: EffectiveActivity) => Contribution[]) => {
  const { documents, metrics, metricFacts } = ruleSet;
  const reading = {
    activityTypes: documents.activityTypes,
    population,
    timeZone: documents.plan.calendar.timeZone,
  };
  const byType = new Map(
    [...documents.activityTypes.keys()].map((type) => [
      type,
      metrics.filter(({ metric }) => metric.activities.includes(type)),
    ]),
  );
  const sources = {
    documents,
    facts: metricFacts,
    targets: [],
    population,
    metrics: { read: () => undefined, lastAt: () => undefined },
    givenTargets: new Map(),
    awards: createAwardBook(ruleSet.exponent),
  };
  const frameOf = (activity: EffectiveActivity): Frame => {
    const subject = population.reps.get(activity.subject);
    if (!subject) return { read: () => undefined };
    return createFrame(sources, { subject, moment: { day: activity.day, period: undefined }, activity });
  };
  return (activity) => {
    const fed = byType.get(activity.type);
    return fed && fed.length > 0 ? contributionsOf(activity, fed, frameOf(activity), reading) : [];
  };
};

/** Adds what new activities contribute to the rollups, and gives it. */
export const addActivities = async (
  tx: Queryable,
  tenant: string,
  activities: readonly EffectiveActivity[],
  contribute: (activity: EffectiveActivity) => Contribution[],
): Promise<Contribution[]> => {
  const contributions = activities.flatMap(contribute);
  await addToRollups(tx, tenant, contributions);
  return contributions;
};

/** Days of activities in memory at once. */
const DAYS_AT_ONCE = 31;

/**
 * Calculates the cells of some reps on some days anew, after one of their activities was corrected or what it refers to
 * has changed. Outlets and products that `known` lacks are loaded.
 */
export const recalculateDays = async (
  tx: Queryable,
  tenant: string,
  days: readonly RepDay[],
  ruleSet: RuleSet,
  known: Population,
): Promise<void> => {
  await clearRollupDays(tx, tenant, days);
  const byDay = [...Map.groupBy(days, (each) => each.day)].sort(([a], [b]) => compareText(a, b));
  for (const portion of portions(byDay, DAYS_AT_ONCE)) {
    const wanted = new Set(portion.flatMap(([, own]) => own.map(({ rep, day }) => `${rep}|${day}`)));
    const reps = [...new Set(portion.flatMap(([, own]) => own.map(({ rep }) => rep)))];
    const rows = await originalsOnDays(
      tx,
      tenant,
      portion.map(([day]) => day),
      reps,
    );
    const activities = rows.flatMap((row) => effectiveActivity(row, ruleSet.documents) ?? []);
    const population = await withItems(tx, tenant, ruleSet.documents, known, itemsNamedBy(activities));
    const contributions = activities
      .flatMap(contributor(ruleSet, population))
      .filter(({ rep, day }) => wanted.has(`${rep}|${day}`));
    await addToRollups(tx, tenant, contributions);
  }
};
