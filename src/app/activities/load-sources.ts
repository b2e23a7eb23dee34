import type { AwardBook } from '../../domain/awards/awards-reader.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import { type FactSources, targetKey } from '../../domain/facts/fact-reader.ts';
import { type FactNumber, toFactNumber } from '../../domain/facts/fact-value.ts';
import type { MetricPast } from '../../domain/facts/requirements.ts';
import type { CompiledMetric, Contribution } from '../../domain/metrics/contribution.ts';
import { ONE_UNIT, toUnits } from '../../domain/metrics/fixed-point.ts';
import type { TimelineEntry } from '../../domain/metrics/timeline.ts';
import type { Population } from '../../domain/population.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import type { Queryable } from '../../storage/database.ts';
import { loadTargets } from '../../storage/plans.ts';
import { cellsBefore, firstAppearances } from '../../storage/rollups.ts';

/** What facts are read from, but for the metrics; the targets of all subjects or of some. */
export const loadSources = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  population: Population,
  awards: AwardBook,
  subjects?: readonly string[],
): Promise<Omit<FactSources, 'metrics'>> => {
  const givenTargets = new Map<string, FactNumber>();
  for (const { subjectId, metric, period, tier, amount } of await loadTargets(tx, tenant, subjects)) {
    givenTargets.set(targetKey(subjectId, metric, period, tier), toFactNumber(amount));
  }
  const { documents, facts, targets } = ruleSet;
  return { documents, facts, targets, population, givenTargets, awards };
};

/**
 * The entries of a timeline: cells of the days before the replay, and the contributions of the replayed activities.
 * An entry of a `firstDistinct` metric counts only where its key appears for the first time in the declared scope.
 */
export const timelineEntries = async (
  tx: Queryable,
  tenant: string,
  counted: readonly CompiledMetric[],
  pasts: readonly MetricPast[],
  reps: readonly string[],
  from: LocalDate,
  contributions: readonly Contribution[],
): Promise<TimelineEntry[]> => {
  const metrics = counted.map(({ metric }) => metric);
  const cells = await cellsBefore(tx, tenant, reps, pasts, from);
  const entries: TimelineEntry[] = [
    ...cells.map(({ value, day, ...cell }) => ({
      ...cell,
      day: day as LocalDate,
      units: toUnits(value),
      first: true,
    })),
    ...contributions.map((contribution) => ({ ...contribution, first: true })),
  ];
  const firsts = new Map<string, { ofRep: boolean; orders: Map<string, string> }>();
  for (const metric of metrics) {
    if (metric.aggregate !== 'firstDistinct') continue;
    const orders = await firstAppearances(tx, tenant, metric.code, metric.scope, reps);
    firsts.set(metric.code, { ofRep: metric.scope === 'rep', orders });
  }
  return entries.map((entry) => {
    const first = firsts.get(entry.metric);
    if (!first) return entry;
    // A cell may hold a key several times; its first appearance counts once.
    return {
      ...entry,
      units: ONE_UNIT,
      first: first.orders.get(`${first.ofRep ? entry.rep : ''}|${entry.key}`) === entry.order,
    };
  });
};
