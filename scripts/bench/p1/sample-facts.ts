import { ActivityType } from '../../../schemas/activity-type.ts';
import type { FactRef } from '../../../schemas/condition.ts';
import { Metric } from '../../../schemas/metric.ts';
import { Plan } from '../../../schemas/plan.ts';
import type { Rule } from '../../../schemas/rule.ts';
import type { PlanDocuments } from '../../../src/domain/facts/environment.ts';

/** A fact of the sample under the plain name that every engine can use as it is. */
export type SampleFact = Readonly<{ name: string; ref: FactRef }> &
  (
    | Readonly<{
        type: 'number';
        least: number;
        most: number;
        decimals: number;
        thresholds: readonly number[];
      }>
    | Readonly<{ type: 'text'; values: readonly string[] }>
    | Readonly<{ type: 'boolean' }>
  );

const number = (
  name: string,
  ref: FactRef,
  least: number,
  most: number,
  decimals: number,
  thresholds: readonly number[],
): SampleFact => ({
  name,
  ref,
  type: 'number',
  least,
  most,
  decimals,
  thresholds,
});
const text = (name: string, ref: FactRef, values: readonly string[]): SampleFact => ({
  name,
  ref,
  type: 'text',
  values,
});
const boolean = (name: string, ref: FactRef): SampleFact => ({ name, ref, type: 'boolean' });
const metric = (code: string, window: string): FactRef => ({
  fact: 'metric',
  params: { metric: code, window },
});

/**
 * What rules of a distributor speak of: the order, the rep, the outlet, the product and the rep's running figures.
 * The thresholds are the round numbers people write.
 */
export const SAMPLE_FACTS: readonly SampleFact[] = [
  number(
    'amount',
    { fact: 'activity.amount' },
    20,
    30000,
    2,
    [500, 1000, 2000, 3000, 5000, 8000, 10000, 12000, 15000, 20000],
  ),
  number('quantity', { fact: 'activity.quantity' }, 1, 120, 0, [5, 10, 12, 20, 24, 36, 48, 60, 80, 100]),
  number(
    'discountPercent',
    { fact: 'activity.discount_percent' },
    0,
    30,
    1,
    [2.5, 3, 5, 7.5, 8, 10, 12.5, 15, 20, 25],
  ),
  number('facings', { fact: 'activity.facings' }, 0, 24, 0, [2, 3, 4, 6, 8, 9, 10, 12, 16, 18]),
  number('orderLines', { fact: 'activity.order_lines' }, 1, 30, 0, [2, 3, 5, 6, 8, 10, 12, 15, 20, 25]),
  number(
    'salesToday',
    metric('sales', 'day'),
    0,
    60000,
    2,
    [3000, 5000, 8000, 10000, 15000, 20000, 25000, 30000, 40000, 50000],
  ),
  number(
    'salesThisMonth',
    metric('sales', 'month'),
    0,
    600000,
    2,
    [50000, 80000, 100000, 150000, 200000, 250000, 300000, 350000, 400000, 500000],
  ),
  number(
    'salesThisQuarter',
    metric('sales', 'quarter'),
    0,
    1800000,
    2,
    [200000, 300000, 450000, 600000, 750000, 900000, 1000000, 1200000, 1500000],
  ),
  number('visitsThisWeek', metric('visits', 'week'), 0, 60, 0, [5, 10, 15, 20, 25, 30, 35, 40, 45, 50]),
  number(
    'visitsThisMonth',
    metric('visits', 'month'),
    0,
    220,
    0,
    [20, 40, 60, 80, 100, 120, 140, 160, 180, 200],
  ),
  number('newOutletsThisMonth', metric('new-outlets', 'month'), 0, 15, 0, [1, 2, 3, 4, 5, 6, 8, 10, 12]),
  number(
    'attainment',
    { fact: 'attainment', params: { metric: 'sales', window: 'month' } },
    0,
    1.6,
    4,
    [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.05, 1.1, 1.2, 1.5],
  ),
  number(
    'visitStreakDays',
    { fact: 'streak', params: { metric: 'visits', unit: 'day', atLeast: 8 } },
    0,
    25,
    0,
    [3, 5, 7, 10, 12, 14, 15, 20, 21],
  ),
  number('tenureMonths', { fact: 'rep.tenure_months' }, 0, 120, 0, [3, 6, 12, 18, 24, 36, 48, 60, 84]),
  number(
    'margin',
    { fact: 'product.margin' },
    0.02,
    0.6,
    3,
    [0.05, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5],
  ),
  text('channel', { fact: 'activity.channel' }, [
    'supermarket',
    'convenience',
    'restaurant',
    'wholesale',
    'online',
    'school',
  ]),
  text('payment', { fact: 'activity.payment' }, ['cash', 'transfer', 'wechat', 'credit']),
  text('role', { fact: 'rep.role' }, ['junior', 'rep', 'senior', 'key-account', 'merchandiser']),
  text('league', { fact: 'rep.league' }, ['A', 'B', 'C', 'D']),
  text('outletClass', { fact: 'outlet.class' }, ['A', 'B', 'C', 'D', 'E']),
  text('cityClass', { fact: 'outlet.city_class' }, ['first', 'new-first', 'second', 'third', 'fourth']),
  text('category', { fact: 'product.category' }, [
    'beer',
    'water',
    'tea',
    'juice',
    'snacks',
    'dairy',
    'noodles',
    'spirits',
  ]),
  boolean('firstOrder', { fact: 'activity.first_order' }),
  boolean('promotion', { fact: 'activity.promotion' }),
  boolean('certified', { fact: 'rep.certified' }),
  boolean('flagship', { fact: 'outlet.flagship' }),
];

const named = (code: string) => ({ zh: code, en: code });

const orderType = (type: string): ActivityType =>
  ActivityType.parse({
    type,
    name: named(type),
    attributes: {
      discount_percent: { type: 'decimal' },
      facings: { type: 'integer' },
      order_lines: { type: 'integer' },
      channel: { type: 'text' },
      payment: { type: 'text' },
      first_order: { type: 'boolean' },
      promotion: { type: 'boolean' },
    },
  });

const METRICS = [
  { code: 'sales', aggregate: 'sum', of: 'amount' },
  { code: 'visits', aggregate: 'count' },
  { code: 'new-outlets', aggregate: 'firstDistinct', of: 'outlet', scope: 'tenant' },
];

/** The documents of a plan with these rules, whose triggers name these activity types. */
export const documentsOf = (rules: readonly Rule[], activityTypes: readonly string[]): PlanDocuments => ({
  plan: Plan.parse({
    code: 'bench',
    name: named('bench'),
    currency: 'CNY',
    calendar: { timeZone: 'Asia/Shanghai' },
    payCycle: 'month',
    attributes: { rep: { certified: 'boolean' }, outlet: { flagship: 'boolean' } },
  }),
  activityTypes: new Map(activityTypes.map((type) => [type, orderType(type)])),
  metrics: new Map(
    METRICS.map((each) => [
      each.code,
      Metric.parse({ name: named(each.code), activities: activityTypes.slice(0, 1), ...each }),
    ]),
  ),
  targets: [],
  badges: new Map(),
  prizes: new Map(),
  rules,
});
