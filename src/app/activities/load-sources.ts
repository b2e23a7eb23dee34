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
import { type Queryable, together } from '../../storage/database.ts';
import { loadTargets } from '../../storage/plans.ts';
import { type CellRow, cellsBefore, firstAppearances } from '../../storage/rollups.ts';

/** What facts are read from, but for the metrics; the targets of all subjects or of some. */
export const loadSources = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  population: Population,
  awards: AwardBook,
  subjects?: readonly string[],
): Promise<Sources> => sourcesOf(ruleSet, population, awards, await loadGivenTargets(tx, tenant, subjects));

export type Sources = Omit<FactSources, 'metrics'>;

export const sourcesOf = (
  { documents, facts, targets }: RuleSet,
  population: Population,
  awards: AwardBook,
  givenTargets: FactSources['givenTargets'],
): Sources => ({ documents, facts, targets, population, givenTargets, awards });

/** The targets given to all subjects, or to some, as facts look for them. */
export const loadGivenTargets = async (
  tx: Queryable,
  tenant: string,
  subjects?: readonly string[],
): Promise<FactSources['givenTargets']> => {
  const given = new Map<string, FactNumber>();
  for (const { subjectId, metric, period, tier, amount } of await loadTargets(tx, tenant, subjects))
    given.set(targetKey(subjectId, metric, period, tier), toFactNumber(amount));
  return given;
};

/** What of metrics is known of the days before a replay, and where each key of a `firstDistinct` metric appeared first. */
export type MetricsPast = Readonly<{
  cells: readonly CellRow[];
  firsts: ReadonlyMap<string, Readonly<{ ofRep: boolean; orders: ReadonlyMap<string, string> }>>;
}>;

/** Reads them for some reps; where a key appeared first is asked without a bound, since it may be on the day itself. */
export const loadPast = async (
  tx: Queryable,
  tenant: string,
  counted: readonly CompiledMetric[],
  pasts: readonly MetricPast[],
  reps: readonly string[],
  from: LocalDate,
): Promise<MetricsPast> => {
  const distinct = counted.flatMap(({ metric }) => (metric.aggregate === 'firstDistinct' ? [metric] : []));
  const [cells, ...orders] = await together([
    cellsBefore(tx, tenant, reps, pasts, from),
    ...distinct.map(({ code, scope }) => firstAppearances(tx, tenant, code, scope, reps)),
  ]);
  const firsts = distinct.map(({ code, scope }, index) => {
    const found = orders[index] ?? new Map<string, string>();
    return [code, { ofRep: scope === 'rep', orders: found }] as const;
  });
  return { cells, firsts: new Map(firsts) };
};

/**
 * The entries of a timeline: cells of the days before the replay, and the contributions of the replayed activities.
 * An entry of a `firstDistinct` metric counts only where its key appears for the first time in the declared scope.
 */
export const timelineEntries = (
  { cells, firsts }: MetricsPast,
  contributions: readonly Contribution[],
): TimelineEntry[] => {
  const entries: TimelineEntry[] = [
    ...cells.map(({ value, day, ...cell }) => ({
      ...cell,
      day: day as LocalDate,
      units: toUnits(value),
      first: true,
    })),
    ...contributions.map((contribution) => ({ ...contribution, first: true })),
  ];
  if (firsts.size === 0) return entries;
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
