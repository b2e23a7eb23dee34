import { addDays, type LocalDate } from '../calendar/local-date.ts';
import { periodContaining, previousPeriod } from '../calendar/period.ts';
import { type Moment, periodAt, windowRange } from '../calendar/window.ts';
import { type MetricLevel, type MetricQuestion, questionKey } from '../metrics/metric-reader.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import type { PlanDocuments } from './environment.ts';
import { growthWindows } from './growth.ts';
import type { FactSource, ResolvedFact, TargetSource } from './resolved-fact.ts';
import { LONGEST_STREAK } from './streak.ts';

/** A figure to load for every subject of a level at once. */
export type MetricRange = Omit<MetricQuestion, 'subject'>;

/** What has to be loaded before facts can be read: ranges of metrics, and rules whose awards are looked back on. */
export type Requirements = Readonly<{ ranges: readonly MetricRange[]; awardsOf: ReadonlySet<string> }>;

/** The counted metrics behind a metric over a range: itself, or the two of a ratio. */
export const metricRanges = (
  documents: PlanDocuments,
  code: string,
  level: MetricLevel,
  range: MetricRange['range'],
): MetricRange[] => {
  const metric = documents.metrics.get(code);
  if (metric?.aggregate !== 'ratio') return [{ metric: code, level, range, dimension: undefined }];
  const parts = [metric.numerator, metric.denominator].filter((part) => typeof part === 'string');
  return parts.flatMap((part) => metricRanges(documents, part, level, range));
};

/**
 * The exact set of figures that reading these slots at these moments needs, each once; from it the storage makes a
 * handful of set-based queries for all subjects.
 */
export const requirementsOf = (
  ruleSet: RuleSet,
  asked: readonly Readonly<{ slots: readonly number[]; moment: Moment }>[],
): Requirements => {
  const ranges = new Map<string, MetricRange>();
  const awardsOf = new Set<string>();
  const { calendar } = ruleSet.documents.plan;

  const addMetric = (code: string, level: MetricLevel, range: MetricRange['range']): void => {
    for (const needed of metricRanges(ruleSet.documents, code, level, range))
      ranges.set(questionKey(needed), needed);
  };

  const addTarget = (source: TargetSource, level: ResolvedFact['level'], moment: Moment): void => {
    if (source.window.kind !== 'unit') return;
    const period = periodAt(calendar, source.window.unit, source.window.ago, moment);
    for (const target of ruleSet.targets) {
      const { formula } = target;
      if (formula.metric !== source.metric || formula.period !== period.unit || formula.subject !== level)
        continue;
      if (formula.tier === source.tier) addSlots(target.slots, { day: addDays(period.to, -1), period });
    }
  };

  const addSource = (source: FactSource, level: ResolvedFact['level'], moment: Moment): void => {
    switch (source.of) {
      case 'metric':
        addMetric(
          source.metric,
          source.scope === 'own' ? level : source.scope,
          windowRange(calendar, source.window, moment),
        );
        return;
      case 'rank':
        addMetric(source.metric, level, windowRange(calendar, source.window, moment));
        return;
      case 'growth':
        for (const window of Object.values(growthWindows(source))) {
          addMetric(source.metric, level, windowRange(calendar, window, moment));
        }
        return;
      case 'target':
        addTarget(source, level, moment);
        return;
      case 'attainment':
        addMetric(source.metric, level, windowRange(calendar, source.window, moment));
        addTarget(source, level, moment);
        return;
      case 'streak': {
        let period = periodContaining(calendar, source.unit, moment.day);
        for (let back = 0; back < LONGEST_STREAK[source.unit]; back += 1) {
          const tomorrow = addDays(moment.day, 1);
          addMetric(source.metric, level, {
            from: period.from,
            to: period.to < tomorrow ? period.to : tomorrow,
          });
          period = previousPeriod(calendar, period);
        }
        return;
      }
      case 'members':
        addSlots([...(source.where?.slots ?? []), ...(source.measure?.slots ?? [])], moment);
        return;
      case 'awards':
        awardsOf.add(source.rule);
        return;
      default:
        return;
    }
  };

  const seen = new Set<string>();
  const addSlots = (slots: readonly number[], moment: Moment): void => {
    for (const slot of slots) {
      const fact = ruleSet.facts[slot];
      const visit = `${slot}|${moment.day}|${moment.period?.label ?? ''}`;
      if (!fact || seen.has(visit)) continue;
      seen.add(visit);
      addSource(fact.source, fact.level, moment);
    }
  };

  for (const { slots, moment } of asked) addSlots(slots, moment);
  return { ranges: [...ranges.values()], awardsOf };
};

/** How far back a metric is looked at. */
export type MetricPast = Readonly<{
  metric: string;
  /** The first day that a window with a beginning looks at; undefined when there is none. */
  since: LocalDate | undefined;
  /** Whether anything looks at everything so far. */
  whole: boolean;
}>;

/**
 * The counted metrics that reading these slots needs, with how far back. Windows never move back as days go on, so what
 * is needed at a day is enough for later ones.
 */
export const metricsPast = (
  ruleSet: RuleSet,
  asked: Parameters<typeof requirementsOf>[1],
): ReadonlyMap<string, MetricPast> => {
  const pasts = new Map<string, MetricPast>();
  for (const { metric, range } of requirementsOf(ruleSet, asked).ranges) {
    const { since, whole } = pasts.get(metric) ?? { since: range.from, whole: false };
    const earlier = range.from !== undefined && (since === undefined || range.from < since);
    pasts.set(metric, {
      metric,
      since: earlier ? range.from : since,
      whole: whole || range.from === undefined,
    });
  }
  return pasts;
};
