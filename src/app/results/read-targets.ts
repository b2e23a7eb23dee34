import type { PeriodUnit, SubjectKind } from '../../../schemas/common.ts';
import type { TargetTier } from '../../../schemas/target.ts';
import { createAwardBook } from '../../domain/awards/awards-reader.ts';
import { addDays } from '../../domain/calendar/local-date.ts';
import { closedWith, UNITS } from '../../domain/calendar/pay-periods.ts';
import type { Period } from '../../domain/calendar/period.ts';
import { compareText } from '../../domain/compare-text.ts';
import { type FactSources, readFact } from '../../domain/facts/fact-reader.ts';
import { isFactNumber, toDecimal } from '../../domain/facts/fact-value.ts';
import { type MetricRange, metricRanges, requirementsOf } from '../../domain/facts/requirements.ts';
import { questionKey } from '../../domain/metrics/metric-reader.ts';
import type { Decimal } from '../../domain/money/decimal.ts';
import { type Population, type Subject, subjectsIn } from '../../domain/population.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import type { Queryable } from '../../storage/database.ts';
import { answerMetrics } from '../../storage/metric-answers.ts';
import { loadTargets } from '../../storage/plans.ts';
import { loadSources } from '../activities/load-sources.ts';

/** A target of a period, given or by formula, beside what was reached. */
export type TargetOfPeriod = Readonly<{
  subject: Subject;
  metric: string;
  period: string;
  tier: TargetTier;
  amount: Decimal;
  actual: Decimal | undefined;
}>;

type Asked = Readonly<{ metric: string; unit: PeriodUnit; subject: SubjectKind; tier: TargetTier }>;

/** Which targets of a period: those of one subject, for the period as a whole and not for the shorter ones within it. */
export type TargetsOf = Readonly<{ subject: Subject }>;

/**
 * The targets of every period within a period, in order of period, metric, tier and subject; or those that `only` names,
 * for which no more is read than they need.
 */
export const readTargets = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  population: Population,
  outer: Period,
  only?: TargetsOf,
): Promise<TargetOfPeriod[]> => {
  const { documents } = ruleSet;
  const own = only && [only.subject.id];
  const given = await loadTargets(tx, tenant, own);
  const units = only ? [outer.unit] : UNITS;
  const periods = new Map(
    units.flatMap((unit) =>
      closedWith(documents.plan, unit, outer).map((period) => [period.label, period] as const),
    ),
  );
  const asked = new Map<string, Asked>();
  const ask = (each: Asked) => asked.set(JSON.stringify(each), each);
  for (const { formula } of ruleSet.targets) {
    ask({ metric: formula.metric, unit: formula.period, subject: formula.subject, tier: formula.tier });
  }
  for (const { metric, period, subjectKind, tier } of given) {
    const unit = periods.get(period)?.unit;
    if (unit) ask({ metric, unit, subject: subjectKind as SubjectKind, tier: tier as TargetTier });
  }

  const counted = new Map(ruleSet.metrics.map((each) => [each.metric.code, each.metric]));
  const questions = [...asked.values()]
    .filter(({ unit, subject }) => units.includes(unit) && (!only || only.subject.kind === subject))
    .flatMap((each) => closedWith(documents.plan, each.unit, outer).map((period) => ({ ...each, period })));
  const ranges = questions.flatMap((question) => rangesOf(question, ruleSet));
  const sources = {
    ...(await loadSources(tx, tenant, ruleSet, population, createAwardBook(ruleSet.exponent), own)),
    metrics: await answerMetrics(
      tx,
      tenant,
      counted,
      population,
      distinctRanges(ranges),
      readsOthers(ruleSet) ? undefined : own,
    ),
  };
  const found = questions.flatMap((question) => targetsOf(question, sources, only));
  const key = (each: TargetOfPeriod) =>
    JSON.stringify([each.period, each.metric, each.tier, each.subject.code]);
  return found.sort((a, b) => compareText(key(a), key(b)));
};

/** Whether a formula looks at the figures of other reps than its subject: who is ranked stands among all. */
const readsOthers = ({ targets, facts }: RuleSet): boolean =>
  targets.some(({ slots }) => slots.some((slot) => facts[slot]?.source.of === 'rank'));

type Question = Asked & Readonly<{ period: Period }>;

const momentOf = ({ period }: Question) => ({ day: addDays(period.to, -1), period });

/** What a target and its actual are calculated from. */
const rangesOf = (question: Question, ruleSet: RuleSet): readonly MetricRange[] => {
  const { metric, unit, subject, period } = question;
  const slots = ruleSet.targets
    .filter(({ formula }) => formula.metric === metric && formula.period === unit)
    .flatMap((target) => target.slots);
  const own = metricRanges(ruleSet.documents, metric, subject, { from: period.from, to: period.to });
  return [...requirementsOf(ruleSet, [{ slots, moment: momentOf(question) }]).ranges, ...own];
};

const distinctRanges = (ranges: readonly MetricRange[]): readonly MetricRange[] => [
  ...new Map(ranges.map((range) => [questionKey(range), range])).values(),
];

const targetsOf = (
  question: Question,
  sources: FactSources,
  only: TargetsOf | undefined,
): readonly TargetOfPeriod[] => {
  const { metric, unit, subject: kind, tier, period } = question;
  const window = { kind: 'unit', unit, ago: 0 } as const;
  const subjects = subjectsIn(sources.population, kind, period.from, period.to);
  return subjects
    .filter(({ id }) => !only || only.subject.id === id)
    .flatMap((subject) => {
      const asking = { subject, moment: momentOf(question) };
      const amount = readFact({ of: 'target', metric, window, tier }, sources, asking);
      const actual = readFact(
        { of: 'metric', metric, window, scope: 'own', average: false, here: undefined },
        sources,
        asking,
      );
      if (!isFactNumber(amount)) return [];
      return {
        subject,
        metric,
        period: period.label,
        tier,
        amount: toDecimal(amount),
        actual: isFactNumber(actual) ? toDecimal(actual) : undefined,
      };
    });
};
