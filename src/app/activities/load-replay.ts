import type { EffectiveActivity } from '../../domain/activities/stored-activity.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import { createTimeline } from '../../domain/metrics/timeline.ts';
import type { Population } from '../../domain/population.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import { originalsOfDays } from '../../storage/activities.ts';
import type { Queryable } from '../../storage/database.ts';
import { effectiveActivity } from './effective.ts';
import { contributor } from './keep-rollups.ts';
import { timelineEntries } from './load-sources.ts';

/** The activities of some reps since a day, and their metrics as of any place among them. */
export const loadReplay = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  population: Population,
  reps: readonly string[],
  from: LocalDate,
): Promise<
  Readonly<{ activities: readonly EffectiveActivity[]; metricsUpTo: ReturnType<typeof createTimeline> }>
> => {
  const wanted = new Set(reps);
  const rows = await originalsOfDays(tx, tenant, { from, to: 'infinity' }, reps);
  const activities = rows
    .flatMap((row) => effectiveActivity(row, ruleSet.documents) ?? [])
    .map((activity) => ({ ...activity, judged: activity.credits.filter(({ rep }) => wanted.has(rep)) }))
    .filter(({ judged }) => judged.length > 0);
  const contribute = contributor(ruleSet, population);
  const contributions = activities.flatMap(contribute).filter((contribution) => wanted.has(contribution.rep));
  const entries = await timelineEntries(tx, tenant, ruleSet, reps, from, contributions);
  const metrics = new Map(ruleSet.metrics.map(({ metric }) => [metric.code, metric]));
  return {
    activities: activities.map(({ judged, ...activity }) => ({ ...activity, credits: judged })),
    metricsUpTo: createTimeline(metrics, entries),
  };
};
