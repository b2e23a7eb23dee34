import type { Metric } from '../../../schemas/metric.ts';
import type { EffectiveActivity } from '../activities/stored-activity.ts';
import type { AwardBook } from '../awards/awards-reader.ts';
import { addDays, daysBetween } from '../calendar/local-date.ts';

import { type Moment, periodAt, type WindowSpec, windowRange } from '../calendar/window.ts';
import { workingDaysBetween } from '../calendar/working-days.ts';
import type { MetricLevel, MetricReader } from '../metrics/metric-reader.ts';
import { type Decimal, decimal, divide, ONE, ZERO } from '../money/decimal.ts';
import { roundTo } from '../money/rounding.ts';
import { type Population, type Rep, type Subject, subjectsIn } from '../population.ts';
import type { CompiledTarget } from '../rules/rule-set.ts';
import { activityAttribute, isCreditedByShare, lookUp } from './activity-frame.ts';
import type { PlanDocuments } from './environment.ts';
import {
  compareFactNumbers,
  decimalToFact,
  type FactNumber,
  type FactValue,
  isFactNumber,
  toDecimal,
} from './fact-value.ts';
import { growthOf, growthWindows } from './growth.ts';
import { membersFigure } from './members-figure.ts';
import type { FactSource, Frame, ResolvedFact, TargetSource } from './resolved-fact.ts';
import { streakOf } from './streak.ts';
import { subjectAttribute } from './subject-attribute.ts';

/** What facts are read from; everything in it has been loaded. */
export type FactSources = Readonly<{
  documents: PlanDocuments;
  facts: readonly ResolvedFact[];
  targets: readonly CompiledTarget[];
  population: Population;
  metrics: MetricReader;
  /** Amounts given by people or frozen, by `targetKey`; they stand before any formula. */
  givenTargets: ReadonlyMap<string, FactNumber>;
  awards: AwardBook;
}>;

/** Who is judged, when, and by which activity. */
export type Asking = Readonly<{
  subject: Subject;
  moment: Moment;
  activity?: EffectiveActivity | undefined;
  /** The subject's part of the credit of the activity, as decimal text; 1 when left out. */
  share?: string | undefined;
  /** The rule that asks and its window, so that it does not count its own award as already granted. */
  own?: Readonly<{ rule: string; window: string }> | undefined;
}>;

export const targetKey = (subject: string, metric: string, period: string, tier: string): string =>
  `${subject}|${metric}|${period}|${tier}`;

const UNREAD = Symbol('unread');

/** Facts as frames: each value is calculated when first asked and kept for the life of the frame. */
export const createFrame = (sources: FactSources, asking: Asking): Frame => {
  const values: (FactValue | typeof UNREAD)[] = new Array(sources.facts.length).fill(UNREAD);
  return {
    read: (slot) => {
      const known = values[slot];
      if (known !== UNREAD) return known;
      const fact = sources.facts[slot];
      const value = fact && readFact(fact.source, sources, asking);
      values[slot] = value;
      return value;
    },
  };
};

/** The value of one fact, without a frame to keep it in. */
export const readFact = (source: FactSource, sources: FactSources, asking: Asking): FactValue => {
  const { population, documents } = sources;
  const { subject, moment, activity } = asking;
  switch (source.of) {
    case 'activity':
      return (
        activity &&
        credited(
          activityAttribute(activity, source.attribute, reading(sources)),
          source.attribute,
          sources,
          asking,
        )
      );
    case 'subject':
      return subjectAttribute(subject, source.attribute, moment.day, population);
    case 'outlet':
    case 'product':
      return activity && lookUp(activity, source.of, source.attribute, population);
    case 'metric': {
      const level: MetricLevel = source.scope === 'own' ? subject.kind : source.scope;
      const owner = level === 'company' ? '' : level === 'team' ? teamOf(asking, population) : subject.id;
      const dimension = source.here && activity?.[source.here];
      if (owner === undefined || (source.here && dimension === undefined)) return undefined;
      const range = windowRange(documents.plan.calendar, source.window, moment);
      const value = readMetric(source.metric, level, owner, range, dimension, sources);
      return source.average && source.window.kind === 'previous' && value !== undefined
        ? divide(toDecimal(value), decimal(source.window.count))
        : value;
    }
    case 'growth': {
      const over = (window: WindowSpec) =>
        readMetric(
          source.metric,
          subject.kind,
          subject.id,
          windowRange(documents.plan.calendar, window, moment),
          undefined,
          sources,
        );
      const { current, before } = growthWindows(source);
      return growthOf(over(current), over(before), source.periods);
    }
    case 'target':
      return targetAmount(source, sources, asking);
    case 'attainment': {
      const target = targetAmount(source, sources, asking);
      const range = windowRange(documents.plan.calendar, source.window, moment);
      const actual = readMetric(source.metric, subject.kind, subject.id, range, undefined, sources);
      if (target === undefined || actual === undefined) return undefined;
      const { passed, all } = source.proportional ? elapsed(source, sources, moment) : WHOLE;
      const due = toDecimal(target).times(passed);
      return due.eq(ZERO) ? undefined : divide(toDecimal(actual).times(all), due);
    }
    case 'rank':
      return rankOf(source, sources, asking);
    case 'streak':
      return streakOf(source, documents.plan.calendar, moment.day, (range) =>
        readMetric(source.metric, subject.kind, subject.id, range, undefined, sources),
      );
    case 'awards': {
      const exceptWindow = asking.own?.rule === source.rule ? asking.own.window : undefined;
      const range = windowRange(documents.plan.calendar, source.window, moment);
      return sources.awards.read(source.rule, subject.id, range, source.measure, exceptWindow);
    }
    case 'members':
      return membersFigure(source, population.membersOf(subject.id, moment.day), (rep) =>
        createFrame(sources, { ...asking, subject: rep }),
      );
  }
};

/** Amounts and quantities count by the subject's part of the credit, so that a shared deal is paid once. */
const credited = (
  value: FactValue,
  attribute: string,
  { documents }: FactSources,
  asking: Asking,
): FactValue => {
  const { share = '1', activity } = asking;
  if (share === '1' || !isFactNumber(value) || !activity) return value;
  const byShare = isCreditedByShare(documents.activityTypes.get(activity.type), attribute);
  return byShare ? decimalToFact(toDecimal(value).times(share)) : value;
};

const reading = ({ documents, population }: FactSources) => ({
  activityTypes: documents.activityTypes,
  population,
  timeZone: documents.plan.calendar.timeZone,
});

const teamOf = ({ subject, moment }: Asking, population: Population): string | undefined =>
  subject.kind === 'team' ? subject.id : population.teamOf(subject.id, moment.day);

/** A metric, or the ratio of two; a ratio over nothing is unknown. */
export const readMetric = (
  code: string,
  level: MetricLevel,
  subject: string,
  range: ReturnType<typeof windowRange>,
  dimension: string | undefined,
  sources: Pick<FactSources, 'documents' | 'metrics' | 'population'>,
): FactNumber | undefined => {
  const metric: Metric | undefined = sources.documents.metrics.get(code);
  if (!metric) return undefined;
  if (metric.aggregate !== 'ratio')
    return sources.metrics.read({ metric: code, level, subject, range, dimension });
  const numerator = readMetric(metric.numerator, level, subject, range, undefined, sources);
  const denominator =
    typeof metric.denominator === 'string'
      ? readMetric(metric.denominator, level, subject, range, undefined, sources)
      : sources.population.assignedOutlets.get(subject);
  if (numerator === undefined || denominator === undefined) return undefined;
  const divisor = toDecimal(denominator);
  return divisor.eq(ZERO) ? undefined : divide(toDecimal(numerator), divisor);
};

/** A target as given; else by the first formula that gives one, judged as at the close of the target's own period. */
const targetAmount = (source: TargetSource, sources: FactSources, asking: Asking): FactNumber | undefined => {
  const { subject, moment } = asking;
  const { calendar } = sources.documents.plan;
  if (source.window.kind !== 'unit') return undefined;
  const period = periodAt(calendar, source.window.unit, source.window.ago, moment);
  const given = sources.givenTargets.get(targetKey(subject.id, source.metric, period.label, source.tier));
  if (given !== undefined) return given;
  const close = { subject, moment: { day: addDays(period.to, -1), period } };
  for (const target of sources.targets) {
    const { formula } = target;
    if (formula.metric !== source.metric || formula.period !== period.unit) continue;
    if (formula.tier !== source.tier || formula.subject !== subject.kind) continue;
    const amount = formulaAmount(target, sources, close);
    if (amount !== undefined) return amount;
  }
  return undefined;
};

/** The amount of a target formula for a subject and period; undefined when it has none. */
export const formulaAmount = (
  target: CompiledTarget,
  sources: FactSources,
  asking: Asking,
): Decimal | undefined => {
  const frame = createFrame(sources, asking);
  if (target.conditions && target.conditions.test(frame) !== true) return undefined;
  const exact = target.amount.evaluate({ frame });
  const { round } = target.formula;
  return exact && round ? roundTo(exact, decimal(round.to), round.mode) : exact;
};

type Elapsed = Readonly<{ passed: Decimal; all: Decimal }>;
const WHOLE: Elapsed = { passed: ONE, all: ONE };

/** How many of the period's working days have passed, today included; of its days where it has no working days. */
const elapsed = (source: TargetSource, { documents }: FactSources, moment: Moment): Elapsed => {
  const { calendar } = documents.plan;
  if (source.window.kind !== 'unit') return WHOLE;
  const period = periodAt(calendar, source.window.unit, source.window.ago, moment);
  const tomorrow = addDays(moment.day, 1);
  const end = tomorrow < period.to ? tomorrow : period.to;
  const all = workingDaysBetween(calendar, period.from, period.to);
  return all === 0
    ? { passed: decimal(daysBetween(period.from, end)), all: decimal(daysBetween(period.from, period.to)) }
    : { passed: decimal(workingDaysBetween(calendar, period.from, end)), all: decimal(all) };
};

/** 1 + how many of the scope have more; unknown for a rep of no such scope. */
const rankOf = (
  source: Extract<FactSource, { of: 'rank' }>,
  sources: FactSources,
  { subject, moment }: Asking,
): FactNumber | undefined => {
  const range = windowRange(sources.documents.plan.calendar, source.window, moment);
  const figureOf = (other: Subject) =>
    readMetric(source.metric, other.kind, other.id, range, undefined, sources);
  const mine = figureOf(subject);
  if (mine === undefined) return undefined;
  const group = (other: Subject) => scopeKey(source.scope, other, moment, sources.population);
  const own = group(subject);
  if (own === undefined) return undefined;
  const others = subjectsIn(sources.population, subject.kind, range.from ?? moment.day, range.to);
  return (
    1 +
    others.filter((other) => {
      const value = group(other) === own ? figureOf(other) : undefined;
      return isFactNumber(value) && compareFactNumbers(value, mine) > 0;
    }).length
  );
};

/** Subjects with the same key compete; undefined for one that belongs nowhere. */
export const scopeKey = (
  scope: 'company' | 'team' | 'league',
  subject: Subject,
  moment: Moment,
  population: Population,
): string | undefined => {
  if (scope === 'company') return '';
  if (subject.kind === 'team') return scope === 'team' ? subject.id : '';
  return scope === 'team' ? population.teamOf(subject.id, moment.day) : (subject as Rep).league;
};
