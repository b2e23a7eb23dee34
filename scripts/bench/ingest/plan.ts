import { type ReadPlan, readPlan } from '../../../src/app/plan/read-plan.ts';

const named = (code: string) => ({ code, name: { zh: code, en: code } });

const TYPES = [
  {
    type: 'visit.completed',
    requires: ['outlet'],
    attributes: { minutes: { type: 'integer' }, steps: { type: 'integer' } },
  },
  { type: 'order.placed', requires: ['outlet', 'amount'], attributes: { lines: { type: 'integer' } } },
  { type: 'display.checked', requires: ['outlet'], attributes: { faces: { type: 'integer' } } },
].map(({ type, ...rest }) => ({ type, name: { zh: type, en: type }, ...rest }));

/** Five figures, kept with every batch. */
const METRICS = [
  { ...named('visits'), aggregate: 'count', activities: ['visit.completed'] },
  { ...named('sales'), aggregate: 'sum', of: 'amount', activities: ['order.placed'] },
  { ...named('orders'), aggregate: 'count', activities: ['order.placed'], per: 'outlet' },
  { ...named('outlets'), aggregate: 'countDistinct', of: 'outlet', activities: ['visit.completed'] },
  { ...named('best-faces'), aggregate: 'max', of: 'faces', activities: ['display.checked'] },
];

const atLeast = (fact: string, value: number) => ({ fact, operator: 'greaterThanInclusive', value });
const figure = (metric: string, window: string, value: number) => ({
  fact: 'metric',
  params: { metric, window },
  operator: 'greaterThanInclusive',
  value,
});

/** A rule of the first kind in which field rewards are written: for an act that is good enough, at most so much a day. */
const forAct = (code: string, activity: string, conditions: readonly object[], points: number) => ({
  ...named(code),
  category: 'process',
  subject: 'rep',
  triggers: [{ activity }],
  per: ['activity'],
  conditions: { all: conditions },
  rewards: [{ kind: 'points', amount: points }],
  limits: [{ kind: 'amount', most: points * 8, window: 'day' }],
});

/** And of the second: once a window, when a figure has been reached. */
const forFigure = (code: string, activity: string, metric: string, window: string, value: number) => ({
  ...named(code),
  category: 'process',
  subject: 'rep',
  triggers: [{ activity }],
  window,
  conditions: figure(metric, window, value),
  rewards: [{ kind: 'cash', amount: 5 }],
});

const RULES = [
  ...[38, 39, 40, 40].map((minutes, index) =>
    forAct(
      `long-visit-${index}`,
      'visit.completed',
      [atLeast('activity.minutes', minutes), atLeast('activity.steps', 8)],
      5,
    ),
  ),
  ...[480, 490, 495, 498].map((amount, index) =>
    forAct(
      `large-order-${index}`,
      'order.placed',
      [atLeast('activity.amount', amount), atLeast('activity.lines', 3)],
      10,
    ),
  ),
  ...[9, 10, 10].map((faces, index) =>
    forAct(`display-${index}`, 'display.checked', [atLeast('activity.faces', faces)], 5),
  ),
  ...[14, 15, 16].map((visits) =>
    forFigure(`visits-a-day-${visits}`, 'visit.completed', 'visits', 'day', visits),
  ),
  ...[3, 5].map((orders) => forFigure(`orders-a-day-${orders}`, 'order.placed', 'orders', 'day', orders)),
  ...[2_000, 20_000].map((sales) =>
    forFigure(`sales-a-week-${sales}`, 'order.placed', 'sales', 'week', sales),
  ),
  ...[40, 80].map((outlets) =>
    forFigure(`outlets-a-month-${outlets}`, 'visit.completed', 'outlets', 'month', outlets),
  ),
];

/** A plan of five metrics with twenty instant rules, or none. */
export const ingestPlan = (withRules: boolean): ReadPlan =>
  readPlan(
    new Map([
      [
        'plan.json',
        JSON.stringify({
          ...named('ingest'),
          currency: 'CNY',
          calendar: { timeZone: 'Asia/Shanghai' },
          payCycle: 'month',
        }),
      ],
      ['activity-types.json', JSON.stringify(TYPES)],
      ['metrics.json', JSON.stringify(METRICS)],
      ...(withRules ? RULES : []).map((rule) => [`rules/${rule.code}.json`, JSON.stringify(rule)] as const),
    ]),
  );

export const RULE_COUNT = RULES.length;
