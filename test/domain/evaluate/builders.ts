import { ActivityType } from '../../../schemas/activity-type.ts';
import { Metric } from '../../../schemas/metric.ts';
import { Plan } from '../../../schemas/plan.ts';
import { Rule } from '../../../schemas/rule.ts';
import { TargetFormula } from '../../../schemas/target-formula.ts';
import { type EffectiveActivity, orderText } from '../../../src/domain/activities/stored-activity.ts';
import { createAwardBook } from '../../../src/domain/awards/awards-reader.ts';
import type { Outcome } from '../../../src/domain/awards/outcome.ts';
import { type Period, parsePeriod } from '../../../src/domain/calendar/period.ts';
import { localDateAt } from '../../../src/domain/calendar/zone.ts';
import { judgeActivities } from '../../../src/domain/evaluate/judge-activities.ts';
import { type CloseVerdict, judgeClose } from '../../../src/domain/evaluate/judge-close.ts';
import type { PlanDocuments } from '../../../src/domain/facts/environment.ts';
import { createFrame, type FactSources, targetKey } from '../../../src/domain/facts/fact-reader.ts';
import { type FactNumber, toFactNumber } from '../../../src/domain/facts/fact-value.ts';
import { createUsageBook } from '../../../src/domain/limits/usage.ts';
import { type Contribution, contributionsOf } from '../../../src/domain/metrics/contribution.ts';
import { unitsToFact } from '../../../src/domain/metrics/fixed-point.ts';
import type { MetricReader } from '../../../src/domain/metrics/metric-reader.ts';
import { createTimeline } from '../../../src/domain/metrics/timeline.ts';
import {
  createPopulation,
  type Membership,
  type Population,
  type Rep,
  type Team,
} from '../../../src/domain/population.ts';
import { compileRuleSet } from '../../../src/domain/rules/compile-rule-set.ts';
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts';
import { date } from '../calendar/arbitraries.ts';

export const ZONE = 'Asia/Shanghai';
const named = (code: string) => ({ zh: code, en: code });

export const ACTIVITY_TYPES = [
  {
    type: 'order.placed',
    attributes: {
      price: { type: 'decimal' },
      rate: { type: 'decimal' },
      invoiced: { type: 'date' },
      urgent: { type: 'boolean' },
    },
    derived: { worth: { kind: 'product', of: ['quantity', 'price', 'rate'] } },
  },
  { type: 'visit.completed' },
  { type: 'display.checked' },
].map((each) => ActivityType.parse({ name: named(each.type), ...each }));

const METRICS = [
  { code: 'sales', aggregate: 'sum', of: 'amount', activities: ['order.placed'] },
  { code: 'visits', aggregate: 'count', activities: ['visit.completed'], per: 'outlet' },
  { code: 'displays', aggregate: 'count', activities: ['display.checked'] },
].map((each) => Metric.parse({ name: named(each.code), ...each }));

type Parts = Readonly<{
  plan?: object;
  rules?: readonly object[];
  targets?: readonly object[];
  metrics?: readonly object[];
  activityTypes?: readonly object[];
}>;

/** A plan’s documents: three activity types and three metrics, and what is given on top. */
export const documentsOf = ({
  plan = {},
  rules = [],
  targets = [],
  metrics = [],
  activityTypes = [],
}: Parts = {}): PlanDocuments => ({
  plan: Plan.parse({
    code: 'plan',
    name: named('plan'),
    currency: 'CNY',
    calendar: { timeZone: ZONE },
    payCycle: 'month',
    ...plan,
  }),
  activityTypes: new Map(
    [
      ...ACTIVITY_TYPES,
      ...activityTypes.map((each) => ActivityType.parse({ name: named('type'), ...each })),
    ].map((each) => [each.type, each]),
  ),
  metrics: new Map(
    [...metrics.map((each) => Metric.parse({ name: named('metric'), ...each })), ...METRICS].map((each) => [
      each.code,
      each,
    ]),
  ),
  targets: targets.map((each) => TargetFormula.parse(each)),
  badges: new Map(),
  prizes: new Map(),
  rules: rules.map(ruleOf),
});

export const ruleOf = (fields: object): Rule =>
  Rule.parse({
    code: 'rule',
    name: named('rule'),
    category: 'result',
    triggers: [{ close: 'month' }],
    subject: 'rep',
    ...fields,
  });

export const cash = (amount: unknown) => ({ kind: 'cash', amount });
export const metric = (code: string, window = 'month', more = {}) => ({
  fact: 'metric',
  params: { metric: code, window, ...more },
});
export const attainment = (code: string, window = 'month') => ({
  fact: 'attainment',
  params: { metric: code, window },
});
export const atLeast = (fact: object, value: unknown) => ({
  ...fact,
  operator: 'greaterThanInclusive',
  value,
});

export const rep = (code: string, more: Partial<Rep> = {}): Rep => ({
  kind: 'rep',
  id: `rep_${code}`,
  code,
  name: code,
  league: undefined,
  hiredOn: undefined,
  leftOn: undefined,
  attributes: {},
  ...more,
});
const team = (code: string): Team => ({
  kind: 'team',
  id: `tem_${code}`,
  code,
  name: code,
  parent: undefined,
  manager: undefined,
});

/** Reps by code, each in the team it is given. */
export const populationOf = (
  reps: readonly Rep[],
  teams: Readonly<Record<string, readonly string[]>> = {},
): Population =>
  createPopulation({
    reps,
    teams: Object.keys(teams).map(team),
    outlets: ['o1', 'o2'].map((code) => ({ id: `out_${code}`, code, attributes: {} })),
    products: [],
    assignedOutlets: new Map(),
    memberships: Object.entries(teams).flatMap(([code, members]) =>
      members.map(
        (member): Membership => ({
          rep: `rep_${member}`,
          team: `tem_${code}`,
          from: undefined,
          to: undefined,
        }),
      ),
    ),
  });

type Given = Readonly<{
  id: string;
  type?: string;
  at: string;
  rep: string;
  outlet?: string;
  data?: Readonly<Record<string, string | boolean>>;
  shares?: Readonly<Record<string, string>>;
}>;

/** An activity at a local time of Shanghai. */
export const activity = ({
  id,
  type = 'order.placed',
  at,
  rep: code,
  outlet,
  data = {},
  shares,
}: Given): EffectiveActivity => {
  const time = Date.parse(`${at.length === 10 ? `${at}T12:00:00` : at}+08:00`);
  return {
    id: `act_${id}`,
    type,
    time,
    day: localDateAt(time, ZONE),
    order: orderText(time, 'test', id),
    subject: `rep_${code}`,
    credits: Object.entries(shares ?? { [code]: '1' }).map(([each, share]) => ({
      rep: `rep_${each}`,
      share,
    })),
    outlet: outlet === undefined ? undefined : `out_${outlet}`,
    product: undefined,
    data,
  };
};

export const order = (id: string, at: string, code: string, amount: string, more: Partial<Given> = {}) =>
  activity({ id, at, rep: code, data: { amount }, ...more });

const allContributions = (
  activities: readonly EffectiveActivity[],
  ruleSet: RuleSet,
  population: Population,
): Contribution[] => {
  const reading = { activityTypes: ruleSet.documents.activityTypes, population, timeZone: ZONE };
  return activities.flatMap((each) => {
    const fed = ruleSet.metrics.filter(({ metric }) => metric.activities.includes(each.type));
    return contributionsOf(each, fed, { read: () => undefined }, reading);
  });
};

/** Sums and counts by a plain walk over all contributions: slow, and obviously right. */
const plainReader = (contributions: readonly Contribution[]): MetricReader => {
  const counted = ({ metric, level, subject, range, dimension }: Parameters<MetricReader['read']>[0]) =>
    contributions.filter(
      (each) =>
        each.metric === metric &&
        (level === 'company' || (level === 'rep' ? each.rep : each.team) === subject) &&
        (range.from === undefined || each.day >= range.from) &&
        each.day < range.to &&
        (dimension === undefined || each.dimension === dimension),
    );
  return {
    read: (question) => unitsToFact(counted(question).reduce((total, { units }) => total + units, 0n)),
    lastAt: (question) =>
      counted(question).reduce<number | undefined>(
        (last, { time }) => Math.max(last ?? time, time),
        undefined,
      ),
  };
};

type World = Readonly<{
  documents: PlanDocuments;
  population: Population;
  activities?: readonly EffectiveActivity[];
  /** `rep|metric|period` → amount */
  targets?: Readonly<Record<string, string>>;
}>;

const sourcesOf = (
  { documents, population, targets = {} }: World,
  ruleSet: RuleSet,
): Omit<FactSources, 'metrics'> => ({
  documents,
  facts: ruleSet.facts,
  targets: ruleSet.targets,
  population,
  givenTargets: new Map<string, FactNumber>(
    Object.entries(targets).map(([key, amount]) => {
      const [subject = '', code = '', period = ''] = key.split('|');
      return [targetKey(subject, code, period, 'base'), toFactNumber(amount)];
    }),
  ),
  awards: createAwardBook(2),
});

/** The outcomes of the rules that activities trigger. */
export const judgeAll = (world: World): Outcome[] => {
  const { activities = [], population, documents } = world;
  const ruleSet = compileRuleSet(documents);
  const entries = allContributions(activities, ruleSet, population).map((each) => ({ ...each, first: true }));
  const timeline = createTimeline(
    new Map(ruleSet.metrics.map(({ metric }) => [metric.code, metric])),
    entries,
  );
  const state = { granted: new Set<string>(), usage: createUsageBook() };
  return judgeActivities(activities, ruleSet, sourcesOf(world, ruleSet), timeline, state, {
    inScope: () => true,
  });
};

export const periodOf = (documents: PlanDocuments, label: string): Period => {
  const period = parsePeriod(documents.plan.calendar, label);
  if (!period) throw new Error(`${label} is no period`);
  return period;
};

/** The verdicts of every rule at the close of a period, in judging order. */
export const closeAll = (world: World, label: string): CloseVerdict[] => {
  const { activities = [], population, documents } = world;
  const ruleSet = compileRuleSet(documents);
  const sources: FactSources = {
    ...sourcesOf(world, ruleSet),
    metrics: plainReader(allContributions(activities, ruleSet, population)),
  };
  const period = periodOf(documents, label);
  const usage = createUsageBook();
  return (ruleSet.byClose.get(period.unit) ?? []).flatMap((rule) =>
    judgeClose(rule, period, ruleSet, sources, usage),
  );
};

export const outcomesOf = (verdicts: readonly CloseVerdict[]): Outcome[] =>
  verdicts.flatMap(({ outcomes }) => outcomes);

/** Outcomes in short: who, what for, how much. */
export const paid = (outcomes: readonly Outcome[]): string[] =>
  outcomes.map(({ recipient, evidenceKey, lines }) =>
    [
      recipient.replace('rep_', ''),
      ...(evidenceKey ? [evidenceKey] : []),
      lines.map(({ amountMinor }) => amountMinor).join('+'),
    ].join(' '),
  );

/** A frame of one rep on a day, for facts that are asked one by one. */
export const frameOn = (world: World, code: string, day: string) => {
  const ruleSet = compileRuleSet(world.documents);
  const sources: FactSources = {
    ...sourcesOf(world, ruleSet),
    metrics: plainReader(allContributions(world.activities ?? [], ruleSet, world.population)),
  };
  const subject = world.population.reps.get(`rep_${code}`);
  if (!subject) throw new Error(`${code} is no rep`);
  const frame = createFrame(sources, { subject, moment: { day: date(day), period: undefined } });
  return { frame, ruleSet };
};
