import type { CountedMetric } from '../../../schemas/metric.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import { compareText } from '../compare-text.ts';
import { compareFactNumbers, type FactNumber, toFactNumber } from '../facts/fact-value.ts';
import { unitsToFact } from './fixed-point.ts';
import type { MetricQuestion, MetricReader } from './metric-reader.ts';

/** A rollup cell or a single contribution; cells of days before the replay stand for all their activities. */
export type TimelineEntry = Readonly<{
  metric: string;
  day: LocalDate;
  rep: string;
  dimension: string;
  key: string;
  units: bigint;
  order: string;
  /** For `firstDistinct`: whether this is the first appearance of its key in the declared scope. */
  first: boolean;
}>;

type Series = { entries: TimelineEntry[]; sums: bigint[] };

/**
 * Metrics of reps as of any place in the canonical order, from entries in memory. Sums and counts answer by two
 * binary searches over running totals, the others by a walk through the range.
 */
export const createTimeline = (
  metrics: ReadonlyMap<string, CountedMetric>,
  entries: Iterable<TimelineEntry>,
): ((order: string) => MetricReader) => {
  const series = new Map<string, Series>();
  const add = (key: string, entry: TimelineEntry) => {
    const found = series.get(key);
    if (found) found.entries.push(entry);
    else series.set(key, { entries: [entry], sums: [] });
  };
  for (const entry of entries) {
    add(seriesKey(entry.metric, entry.rep, ''), entry);
    if (entry.dimension !== '') add(seriesKey(entry.metric, entry.rep, entry.dimension), entry);
  }
  for (const each of series.values()) prepare(each);

  return (order) => ({
    read: (question) => {
      const metric = metrics.get(question.metric);
      if (!metric) return undefined;
      const found = series.get(seriesKey(question.metric, question.subject, question.dimension ?? ''));
      return found ? aggregate(metric, found, bounds(found, question, order)) : nothing(metric);
    },
    lastAt: () => undefined,
  });
};

const seriesKey = (metric: string, rep: string, dimension: string): string => `${metric}|${rep}|${dimension}`;

const prepare = (series: Series): void => {
  series.entries.sort((a, b) => compareText(a.order, b.order));
  let running = 0n;
  series.sums = [0n];
  for (const entry of series.entries) {
    running += entry.first ? entry.units : 0n;
    series.sums.push(running);
  }
};

type Bounds = Readonly<{ start: number; end: number }>;

const bounds = ({ entries }: Series, { range }: MetricQuestion, order: string): Bounds => ({
  start: range.from === undefined ? 0 : search(entries, (entry) => entry.day >= (range.from ?? '')),
  end: Math.min(
    search(entries, (entry) => entry.day >= range.to),
    search(entries, (entry) => entry.order > order),
  ),
});

/** The first index for which a condition holds that is false before and true after. */
const search = (entries: readonly TimelineEntry[], holds: (entry: TimelineEntry) => boolean): number => {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry && holds(entry)) high = middle;
    else low = middle + 1;
  }
  return low;
};

const nothing = (metric: CountedMetric): FactNumber | undefined =>
  metric.aggregate === 'min' || metric.aggregate === 'max' ? undefined : 0;

const aggregate = (metric: CountedMetric, series: Series, { start, end }: Bounds): FactNumber | undefined => {
  if (end <= start) return nothing(metric);
  switch (metric.aggregate) {
    case 'sum':
    case 'count':
    case 'firstDistinct':
      return unitsToFact((series.sums[end] ?? 0n) - (series.sums[start] ?? 0n));
    case 'countDistinct':
      return new Set(series.entries.slice(start, end).map((entry) => entry.key)).size;
    case 'min':
    case 'max': {
      const sign = metric.aggregate === 'min' ? 1 : -1;
      const values = series.entries.slice(start, end).map((entry) => toFactNumber(entry.key));
      return values.reduce((best, value) => (sign * compareFactNumbers(value, best) < 0 ? value : best));
    }
  }
};
