import type { EffectiveActivity } from '../../domain/activities/stored-activity.ts';
import { createAwardBook } from '../../domain/awards/awards-reader.ts';
import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts';
import { createFrame } from '../../domain/facts/fact-reader.ts';
import type { Frame } from '../../domain/facts/resolved-fact.ts';
import { type Contribution, contributionsOf } from '../../domain/metrics/contribution.ts';
import type { Population } from '../../domain/population.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import { originalsOfDays } from '../../storage/activities.ts';
import type { Queryable } from '../../storage/database.ts';
import { addToRollups, clearRollupDays, type RepDay } from '../../storage/rollups.ts';
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

/** Calculates the cells of some reps on some days anew, after a correction changed one of their activities. */
export const recalculateDays = async (
  tx: Queryable,
  tenant: string,
  days: readonly RepDay[],
  ruleSet: RuleSet,
  contribute: (activity: EffectiveActivity) => Contribution[],
): Promise<void> => {
  await clearRollupDays(tx, tenant, days);
  for (const [day, reps] of Map.groupBy(days, (each) => each.day)) {
    const wanted = new Set(reps.map((each) => each.rep));
    const range = { from: day, to: addDays(day as LocalDate, 1) };
    const rows = await originalsOfDays(tx, tenant, range, [...wanted]);
    const contributions = rows
      .flatMap((row) => effectiveActivity(row, ruleSet.documents) ?? [])
      .flatMap(contribute)
      .filter((contribution) => wanted.has(contribution.rep));
    await addToRollups(tx, tenant, contributions);
  }
};
