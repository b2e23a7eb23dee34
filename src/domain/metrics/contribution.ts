import type { CountedMetric, Metric } from '../../../schemas/metric.ts';
import type { EffectiveActivity } from '../activities/stored-activity.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import { sha256 } from '../canonical-json.ts';
import type { ConditionProgram } from '../conditions/condition-program.ts';
import { type ActivityReading, activityAttribute } from '../facts/activity-frame.ts';
import { type FactValue, isFactNumber, toDecimal } from '../facts/fact-value.ts';
import type { Frame } from '../facts/resolved-fact.ts';
import { formatDecimal } from '../money/decimal.ts';
import { multiplyUnits, ONE_UNIT, toUnits } from './fixed-point.ts';

/**
 * What one activity adds to one metric of one rep, at the grain rollups are kept: day, rep, team, dimension (the
 * outlet or product of a `per` metric) and key (what is distinct, or the value whose extreme is asked).
 */
export type Contribution = Readonly<{
  metric: string;
  day: LocalDate;
  rep: string;
  team: string | undefined;
  dimension: string;
  key: string;
  units: bigint;
  order: string;
  time: number;
}>;

/** A metric with its filter compiled; ratios are read from other metrics and contribute nothing themselves. */
export type CompiledMetric = Readonly<{ metric: CountedMetric; where: ConditionProgram | undefined }>;

export const isCounted = (metric: Metric): metric is CountedMetric => metric.aggregate !== 'ratio';

/**
 * Everything an activity contributes. Sums and counts are credited by share; what is distinct counts whole for each
 * credited rep. The team is the one each rep belonged to on the activity's day.
 */
export const contributionsOf = (
  activity: EffectiveActivity,
  metrics: readonly CompiledMetric[],
  frame: Frame,
  reading: ActivityReading,
): Contribution[] =>
  metrics.flatMap(({ metric, where }) => {
    if (where && where.test(frame) !== true) return [];
    const dimension = metric.per === undefined ? '' : activity[metric.per];
    if (dimension === undefined) return [];
    const measured = measure(metric, activity, reading);
    if (!measured) return [];
    return activity.credits.map(({ rep, share }) => ({
      metric: metric.code,
      day: activity.day,
      rep,
      team: reading.population.teamOf(rep, activity.day),
      dimension,
      key: measured.key,
      units:
        measured.shared && share !== '1' ? multiplyUnits(measured.units, toUnits(share)) : measured.units,
      order: activity.order,
      time: activity.time,
    }));
  });

type Measured = Readonly<{ key: string; units: bigint; shared: boolean }>;

const measure = (
  metric: CountedMetric,
  activity: EffectiveActivity,
  reading: ActivityReading,
): Measured | undefined => {
  if (metric.aggregate === 'count') return { key: '', units: ONE_UNIT, shared: true };
  const value = metricValue(metric.of, activity, reading);
  if (value === undefined) return undefined;
  switch (metric.aggregate) {
    case 'sum':
      return isFactNumber(value)
        ? { key: '', units: toUnits(formatDecimal(toDecimal(value))), shared: true }
        : undefined;
    case 'min':
    case 'max':
      return isFactNumber(value)
        ? { key: formatDecimal(toDecimal(value)), units: ONE_UNIT, shared: false }
        : undefined;
    case 'countDistinct':
    case 'firstDistinct':
      return { key: keyText(value), units: ONE_UNIT, shared: false };
  }
};

/** Outlets and products are counted by internal id, so that a renamed code stays the same outlet. */
const metricValue = (attribute: string, activity: EffectiveActivity, reading: ActivityReading): FactValue =>
  attribute === 'outlet' || attribute === 'product'
    ? activity[attribute]
    : activityAttribute(activity, attribute, reading);

/** Keys stand in an index, whose entries are bounded; a long text is told apart by its hash as well. */
const LONGEST_KEY = 200;

const keyText = (value: FactValue): string => {
  const text = isFactNumber(value) ? formatDecimal(toDecimal(value)) : String(value);
  return text.length > LONGEST_KEY ? `sha256:${sha256(text)}` : text;
};
