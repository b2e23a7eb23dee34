import type { EffectiveActivity } from '../../domain/activities/stored-activity.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import { awardWindow } from '../../domain/evaluate/judging.ts';
import { metricsPast } from '../../domain/facts/requirements.ts';
import { createTimeline } from '../../domain/metrics/timeline.ts';
import type { Population } from '../../domain/population.ts';
import type { CompiledRule, RuleSet } from '../../domain/rules/rule-set.ts';
import { originalsOfDays } from '../../storage/activities.ts';
import { type Queryable, together } from '../../storage/database.ts';
import { itemsNamedBy, withItems } from '../load-population.ts';
import { effectiveActivity } from './effective.ts';
import { contributor } from './keep-rollups.ts';
import { loadPast, timelineEntries } from './load-sources.ts';

/** Activities, and the metrics of their reps as of any place among them. */
export type Replay = Readonly<{
  /** The population known, and what the activities name. */
  population: Population;
  activities: readonly EffectiveActivity[];
  metricsUpTo: ReturnType<typeof createTimeline>;
}>;

/** Loads the activities of some reps since a day that some rules are judged at or count, and the metrics they read. */
export const loadReplay = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  known: Population,
  rules: readonly CompiledRule[],
  reps: readonly string[],
  from: LocalDate,
): Promise<Replay> => {
  const pasts = metricsPast(
    ruleSet,
    rules.map((rule) => ({ slots: rule.slots, moment: awardWindow(rule, from, ruleSet).moment })),
  );
  const metrics = ruleSet.metrics.filter(({ metric }) => pasts.has(metric.code));
  const types = new Set([
    ...rules.flatMap((rule) => rule.activityTypes),
    ...metrics.flatMap(({ metric }) => metric.activities),
  ]);
  const wanted = new Set(reps);
  const [rows, past] = await together([
    originalsOfDays(tx, tenant, { from, to: 'infinity' }, reps, [...types]),
    loadPast(tx, tenant, metrics, [...pasts.values()], reps, from),
  ]);
  const activities = rows
    .flatMap((row) => effectiveActivity(row, ruleSet.documents) ?? [])
    .map((activity) => ({ ...activity, judged: activity.credits.filter(({ rep }) => wanted.has(rep)) }))
    .filter(({ judged }) => judged.length > 0);
  const { documents } = ruleSet;
  const population = await withItems(tx, tenant, documents, known, itemsNamedBy(activities));
  const contribute = contributor({ ...ruleSet, metrics }, population);
  const contributions = activities.flatMap(contribute).filter((contribution) => wanted.has(contribution.rep));
  const entries = timelineEntries(past, contributions);
  const counted = new Map(metrics.map(({ metric }) => [metric.code, metric]));
  return {
    population,
    activities: activities.map(({ judged, ...activity }) => ({ ...activity, credits: judged })),
    metricsUpTo: createTimeline(counted, entries),
  };
};
