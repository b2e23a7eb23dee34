import type { Metric } from '../../schemas/metric.ts';
import { type ReadPlan, readPlan } from '../../src/app/plan/read-plan.ts';
import type { ImportedData } from '../../src/app/tabular/imported-data.ts';
import type { ParsedActivity } from '../../src/domain/activities/activity.ts';
import { parseActivity } from '../../src/domain/activities/parse-activity.ts';

const PLAN = {
  code: 'small',
  name: { zh: '小方案', en: 'Small plan' },
  currency: 'CNY',
  calendar: { timeZone: 'Asia/Shanghai' },
  payCycle: 'month',
  boards: [{ code: 'sales', metric: 'sales', above: 0 }],
};

const TYPES = [
  { type: 'order.placed', name: { zh: '下单', en: 'Order' }, requires: ['amount'] },
  {
    type: 'visit.completed',
    name: { zh: '拜访', en: 'Visit' },
    requires: ['outlet'],
    attributes: { faces: { type: 'integer' } },
  },
];

const named = (code: string) => ({ code, name: { zh: code, en: code } });
const METRICS = [
  { ...named('sales'), aggregate: 'sum', activities: ['order.placed'], of: 'amount' },
  { ...named('visits'), aggregate: 'count', activities: ['visit.completed'], per: 'outlet' },
  { ...named('outlets'), aggregate: 'countDistinct', activities: ['visit.completed'], of: 'outlet' },
  {
    ...named('new-outlets'),
    aggregate: 'firstDistinct',
    activities: ['visit.completed'],
    of: 'outlet',
    scope: 'tenant',
  },
  { ...named('best-faces'), aggregate: 'max', activities: ['visit.completed'], of: 'faces', per: 'outlet' },
];

const rule = (code: string, rest: Record<string, unknown>) => ({
  code,
  name: { zh: code, en: code },
  category: 'process',
  subject: 'rep',
  ...rest,
});
const here = (metric: string) => ({ fact: 'metric', params: { metric, window: 'month', here: 'outlet' } });

/** A display pays once for a store and month when it is good and the store was visited twice; a better one the rest. */
export const DISPLAY = rule('display', {
  triggers: [{ activity: 'visit.completed' }],
  window: 'month',
  per: ['outlet'],
  conditions: { ...here('visits'), operator: 'greaterThanInclusive', value: 2 },
  steps: [
    {
      code: 'three',
      conditions: { ...here('best-faces'), operator: 'greaterThanInclusive', value: 3 },
      rewards: [{ kind: 'cash', amount: 5 }],
    },
    {
      code: 'six',
      conditions: { ...here('best-faces'), operator: 'greaterThanInclusive', value: 6 },
      rewards: [{ kind: 'cash', amount: 10 }],
    },
  ],
});

/** Points for each order, at most 25 a day, in order of time. */
export const ORDER_POINTS = rule('order-points', {
  triggers: [{ activity: 'order.placed' }],
  per: ['activity'],
  rewards: [{ kind: 'points', amount: 10 }],
  limits: [{ kind: 'amount', most: 25, window: 'day' }],
});

/** One per cent of the month's sales, and a badge for the best. */
export const COMMISSION = rule('commission', {
  category: 'result',
  triggers: [{ close: 'month' }],
  rewards: [
    {
      kind: 'cash',
      amount: {
        kind: 'per-unit',
        rate: '0.01',
        of: { fact: 'metric', params: { metric: 'sales', window: 'month' } },
      },
    },
  ],
});

/** Fifty for each outlet nobody had visited before. */
export const NEW_OUTLETS = rule('new-outlets', {
  category: 'result',
  triggers: [{ close: 'month' }],
  rewards: [
    {
      kind: 'cash',
      amount: {
        kind: 'per-unit',
        rate: 50,
        of: { fact: 'metric', params: { metric: 'new-outlets', window: 'month' } },
      },
    },
  ],
});

/** The first two of everybody each month to visit an outlet; commit order decides. */
export const FIRST_TWO = rule('first-two', {
  triggers: [{ activity: 'visit.completed' }],
  window: 'month',
  contention: 'as-recorded',
  rewards: [{ kind: 'points', amount: 100 }],
  limits: [{ kind: 'first', count: 2, window: 'month' }],
});

export const ALL_RULES = [DISPLAY, ORDER_POINTS, COMMISSION, NEW_OUTLETS, FIRST_TWO];

/** The files that a folder with the small plan would hold. */
export const smallFiles = (
  rules: readonly Record<string, unknown>[] = ALL_RULES,
  overrides: Readonly<Record<string, unknown>> = {},
): Map<string, string> =>
  new Map([
    ['plan.json', JSON.stringify({ ...PLAN, ...overrides })],
    ['activity-types.json', JSON.stringify(TYPES)],
    [
      'metrics.json',
      JSON.stringify(METRICS satisfies readonly Record<string, unknown>[] as unknown as Metric[]),
    ],
    ...rules.map((each) => [`rules/${String(each.code)}.json`, JSON.stringify(each)] as const),
  ]);

/** The small plan with some rules. */
export const smallPlan = (
  rules: readonly Record<string, unknown>[] = ALL_RULES,
  overrides: Readonly<Record<string, unknown>> = {},
): ReadPlan => readPlan(smallFiles(rules, overrides));

const CONTEXT = (plan: ReadPlan) => ({
  types: plan.documents.activityTypes,
  timeZone: plan.documents.plan.calendar.timeZone,
  currency: plan.documents.plan.currency,
});

/** An activity written short; `data` is what it says. */
export const activity = (
  plan: ReadPlan,
  id: string,
  type: string,
  rep: string,
  time: string,
  data: Record<string, unknown> = {},
): ParsedActivity => {
  const parsed = parseActivity({ id, source: 'test', type, time, subject: rep, data }, CONTEXT(plan));
  if ('activity' in parsed) return parsed.activity;
  throw new Error(parsed.faults.map((fault) => `${fault.field} ${fault.message}`).join('; '));
};

/** Data with three reps in two teams and some activities. */
export const smallData = (activities: readonly ParsedActivity[]): ImportedData => ({
  teams: ['east', 'west'].map((code) => ({ code, name: code })),
  reps: [
    { code: 'ann', name: '安安', team: 'east', attributes: {} },
    { code: 'bo', name: '阿波', team: 'east', attributes: {} },
    { code: 'cy', name: '小赛', team: 'west', attributes: {} },
  ],
  memberships: [],
  outlets: [],
  products: [],
  targets: [],
  activities: activities.map((each, index) => ({
    activity: each,
    file: 'activities.csv',
    row: index + 2,
    raw: '',
    columnOf: (pointer) => pointer,
  })),
  rejects: [],
  companions: [],
  inputs: [],
  headings: new Map(),
});
