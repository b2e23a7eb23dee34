import { type ReadPlan, readPlan } from '../../../src/app/plan/read-plan.ts';

const named = (code: string) => ({ code, name: { zh: code, en: code } });
const metric = (name: string, window: string, more: object = {}) => ({
  fact: 'metric',
  params: { metric: name, window, ...more },
});
const fact = (name: string, operator: string, value: unknown) => ({ fact: name, operator, value });
const points = (of: object) => [{ kind: 'points', amount: { kind: 'per-unit', rate: 1, of } }];

const VISIT = 'visit.completed';
const ORDER = 'order.placed';
const rule = (code: string, activity: string, rest: object) => ({
  ...named(code),
  category: 'process',
  subject: 'rep',
  triggers: [{ activity }],
  per: ['activity'],
  ...rest,
});

const METRICS = [
  { ...named('sales'), aggregate: 'sum', activities: [ORDER], of: 'amount' },
  {
    ...named('snack-sales'),
    aggregate: 'sum',
    activities: [ORDER],
    of: 'amount',
    where: fact('product.category', 'equal', 'snack'),
  },
  { ...named('weighed'), aggregate: 'sum', activities: [ORDER], of: 'weighed' },
  {
    ...named('gold-visits'),
    aggregate: 'count',
    activities: [VISIT],
    where: { all: [fact('rep.league', 'equal', 'gold'), fact('outlet.class', 'equal', 'A')] },
  },
  { ...named('visited'), aggregate: 'countDistinct', activities: [VISIT], of: 'outlet' },
  {
    ...named('first-a'),
    aggregate: 'firstDistinct',
    activities: [VISIT],
    of: 'area',
    scope: 'tenant',
    where: fact('outlet.class', 'equal', 'A'),
  },
  {
    ...named('first-own'),
    aggregate: 'firstDistinct',
    activities: [VISIT],
    of: 'area',
    scope: 'rep',
    where: fact('outlet.class', 'equal', 'A'),
  },
  {
    ...named('coverage'),
    aggregate: 'ratio',
    numerator: 'visited',
    denominator: { masterData: 'assigned-outlets' },
  },
];

/** Rules that read whatever master data can be read where activities are judged. */
const RULES = [
  rule('gold', VISIT, {
    eligibility: fact('rep.role', 'notEqual', 'driver'),
    conditions: { ...metric('gold-visits', 'month'), operator: 'greaterThan', value: 0 },
    rewards: points(metric('gold-visits', 'month')),
  }),
  rule('first-a', VISIT, { rewards: points(metric('first-a', 'month')) }),
  rule('first-own', VISIT, { rewards: points(metric('first-own', 'week')) }),
  rule('snacks', ORDER, { rewards: points(metric('snack-sales', 'week')) }),
  rule('weighed', ORDER, { rewards: points(metric('weighed', 'day')) }),
  rule('covered', VISIT, {
    conditions: { ...metric('coverage', 'month'), operator: 'greaterThanInclusive', value: '0.5' },
    rewards: [{ kind: 'points', amount: 3 }],
  }),
  rule('reached', ORDER, {
    conditions: {
      fact: 'attainment',
      params: { metric: 'sales', window: 'month' },
      operator: 'greaterThanInclusive',
      value: 1,
    },
    rewards: [{ kind: 'points', amount: 7 }],
  }),
  rule('east', ORDER, {
    conditions: fact('rep.team', 'equal', 'east'),
    rewards: [{ kind: 'points', amount: 2 }],
    limits: [{ kind: 'amount', most: 5, window: 'week' }],
  }),
  rule('named', ORDER, {
    conditions: fact('rep.name', 'equal', 'Anna'),
    rewards: [{ kind: 'points', amount: 1 }],
  }),
  {
    ...named('team-sales'),
    category: 'result',
    subject: 'team',
    triggers: [{ close: 'month' }],
    rewards: points(metric('sales', 'month')),
  },
];

/** A plan that looks at reps, teams, outlets, products and targets in every way that one can. */
export const peoplePlan = (without: readonly string[] = []): ReadPlan =>
  readPlan(
    new Map([
      [
        'plan.json',
        JSON.stringify({
          ...named('people'),
          currency: 'CNY',
          calendar: { timeZone: 'Asia/Shanghai' },
          payCycle: 'month',
          attributes: { outlet: { area: 'text' }, product: { weight: 'decimal' } },
        }),
      ],
      [
        'activity-types.json',
        JSON.stringify([
          {
            type: ORDER,
            name: { zh: '下单', en: 'Order' },
            requires: ['amount'],
            derived: {
              weight: { kind: 'lookup', from: 'product', attribute: 'weight' },
              weighed: { kind: 'product', of: ['amount', 'weight'] },
            },
          },
          {
            type: VISIT,
            name: { zh: '拜访', en: 'Visit' },
            requires: ['outlet'],
            derived: { area: { kind: 'lookup', from: 'outlet', attribute: 'area' } },
          },
        ]),
      ],
      ['metrics.json', JSON.stringify(METRICS)],
      ...RULES.filter(({ code }) => !without.includes(code)).map(
        (each) => [`rules/${each.code}.json`, JSON.stringify(each)] as const,
      ),
    ]),
  );
