import { describe, expect, it } from 'vitest';
import { atLeast, attainment, cash, metric } from '../evaluate/builders.ts';
import { found, lintRules, short } from './builders.ts';

const perUnit = (more = {}) => ({ kind: 'per-unit', rate: '0.01', of: metric('sales'), ...more });
const paying = (amount: unknown, more = {}) => ({ rewards: [cash(amount)], ...more });
const LINE = '/rewards/0/amount';

describe('uncapped', () => {
  const openBands = {
    kind: 'bands',
    mode: 'marginal',
    on: metric('sales'),
    bands: [{ from: 0, rate: '0.01' }],
  };

  it.each([
    ['a rate per unit', perUnit()],
    ['an open last band with a rate', openBands],
    ['a line upwards', { kind: 'linear', amount: 1000, of: metric('visits'), around: 50, rate: 10 }],
    ['a product with a figure', { kind: 'product', of: [metric('sales'), '0.01'] }],
    ['a figure as it is', metric('sales')],
    ['a cap that is a figure itself', { kind: 'cap', amount: perUnit(), most: metric('visits') }],
    ['a floor only', { kind: 'cap', amount: perUnit(), least: 0 }],
    [
      'a base without end in a closed band',
      { ...openBands, mode: 'whole', base: metric('sales'), bands: [{ from: 0, to: 9, rate: 1 }] },
    ],
  ])('finds %s', (_name, amount) => {
    expect(found(paying(amount)).filter((each) => each.startsWith('uncapped'))).toEqual([`uncapped ${LINE}`]);
  });

  it.each([
    ['a cap around it', { kind: 'cap', amount: perUnit(), most: 500 }],
    ['a top of its own', perUnit({ upTo: 1000 })],
    [
      'a target as its top',
      perUnit({ upTo: { fact: 'target', params: { metric: 'sales', window: 'month' } } }),
    ],
    ['the lesser with a number', { kind: 'min', of: [perUnit(), 500] }],
    ['a closed last band', { ...openBands, bands: [{ from: 0, to: 100, rate: '0.01' }] }],
    [
      'a share of a target',
      { kind: 'product', of: [{ fact: 'target', params: { metric: 'sales', window: 'month' } }, '0.1'] },
    ],
    ['a guarantee', { kind: 'guarantee', earned: metric('sales'), level: 3000 }],
    ['a fixed amount', 100],
  ])('accepts %s', (_name, amount) => {
    expect(found(paying(amount))).toEqual([]);
  });

  it('accepts a gate that ends the figure', () => {
    const conditions = { ...metric('sales'), operator: 'lessThanInclusive', value: 100_000 };
    expect(found(paying(perUnit(), { conditions }))).toEqual([]);
  });

  it('accepts an amount limit or a budget on this line, not a count nor a limit on another', () => {
    const limited = (limit: object) => found(paying(perUnit(), { limits: [{ window: 'month', ...limit }] }));
    expect(limited({ kind: 'amount', most: 500 })).toEqual([]);
    expect(limited({ kind: 'budget', most: 500 })).toEqual([]);
    expect(limited({ kind: 'count', most: 3 })).toEqual([`uncapped ${LINE}`]);
    const rewards = [
      { kind: 'cash', amount: perUnit() },
      { kind: 'points', amount: 1 },
    ];
    const elsewhere = { kind: 'amount', most: 500, window: 'month', reward: 1 };
    expect(found(paying(perUnit(), { rewards, limits: [elsewhere] }))).toEqual([`uncapped ${LINE}`]);
  });

  it('names each line once, also in steps', () => {
    const twice = { kind: 'sum', of: [perUnit(), perUnit()] };
    const steps = [
      {
        code: 'a',
        conditions: atLeast(metric('visits'), 5),
        rewards: [cash(5), { kind: 'points', amount: twice }],
      },
    ];
    expect(found({ steps })).toEqual(['uncapped /steps/0/rewards/1/amount']);
  });
});

describe('deduction', () => {
  const linear = (more = {}) => ({
    kind: 'linear',
    amount: 1000,
    of: metric('visits'),
    around: 180,
    rate: 10,
    ...more,
  });
  const capped = (amount: object) => paying({ kind: 'cap', amount, most: 5000 });

  it.each([
    ['a negative number', -20],
    ['a line that falls below 0', linear()],
    ['a line that falls as the figure rises', linear({ rate: -10 })],
    ['a difference of figures', { kind: 'difference', of: [metric('visits'), metric('displays')] }],
    [
      'a draw that is recovered',
      { kind: 'draw', earned: metric('visits'), level: 50, outstanding: metric('displays') },
    ],
    ['a negative rate', perUnit({ rate: -1 })],
    [
      'a share of growth',
      { kind: 'product', of: [{ fact: 'growth', params: { metric: 'sales', window: 'month' } }, 100] },
    ],
    ['a deduction within a sum', { kind: 'sum', of: [100, perUnit({ rate: -1 })] }],
  ])('finds %s', (_name, amount) => {
    expect(found(capped(amount as object))).toEqual([`deduction ${LINE}`]);
  });

  it.each([
    ['a line that ends above 0', linear({ amount: 1800 })],
    ['a difference of numbers above 0', { kind: 'difference', of: [100, 20] }],
    [
      'a difference with a floor',
      { kind: 'cap', amount: { kind: 'difference', of: [metric('visits'), 10] }, least: 0 },
    ],
    ['a negative threshold', perUnit({ over: -5 })],
    ['a sum that stays above 0', { kind: 'sum', of: [100, -20] }],
    ['two negative rates', { kind: 'product', of: [-1, -2, metric('visits')] }],
  ])('accepts %s', (_name, amount) => {
    expect(found(capped(amount))).toEqual([]);
  });

  it('accepts a line where the gate keeps it above 0', () => {
    const gated = (value: number) =>
      found({ ...capped(linear()), conditions: atLeast(metric('visits'), value) });
    expect(gated(80)).toEqual([]);
    expect(gated(79)).toEqual([`deduction ${LINE}`]);
  });

  it('finds negative places', () => {
    const ranking = { by: metric('sales'), top: 2, ties: 'split' };
    expect(found(paying({ kind: 'places', amounts: [100, -50] }, { ranking }))).toEqual([
      `deduction ${LINE}`,
    ]);
    expect(found(paying({ kind: 'places', amounts: [100, 50] }, { ranking }))).toEqual([]);
  });
});

describe('no-budget', () => {
  const plan = { budget: undefined };
  const rules = (...list: object[]) => short(lintRules(list, { plan }));

  it('finds cash of the company without a budget, once for the plan', () => {
    expect(rules(paying(5), paying(6, { code: 'other' }))).toEqual(['no-budget plan.json']);
    expect(
      lintRules(
        [1, 2, 3, 4].map((each) => paying(5, { code: `r${each}` })),
        { plan },
      )[0]?.message,
    ).toEqual({
      zh: '方案没有预算，下面的规则发的是公司的现金：r1、r2、r3 等 4 条。',
      en: 'The plan has no budget, and these rules pay the company’s cash: r1, r2, r3 and 1 more.',
    });
  });

  it('accepts a budget of the rule, cash of the manufacturer, and points', () => {
    const limit = { kind: 'budget', most: 500, window: 'month' };
    expect(rules(paying(5, { limits: [limit] }))).toEqual([]);
    const rewards = [
      { kind: 'cash', amount: 5 },
      { kind: 'points', amount: 1 },
    ];
    expect(rules(paying(5, { rewards, limits: [{ ...limit, reward: 1 }] }))).toEqual(['no-budget plan.json']);
    expect(
      rules(
        { rewards: [{ ...cash(5), payer: 'manufacturer' }] },
        { code: 'other', rewards: [{ kind: 'points', amount: 5 }] },
      ),
    ).toEqual([]);
  });
});

describe('unpayable', () => {
  it('finds an amount that no line of the ledger can hold, and no limit cuts', () => {
    expect(found({ rewards: [cash('92233720368547758.08')] })).toEqual(['unpayable /rewards/0/amount']);
    expect(found({ rewards: [{ kind: 'points', amount: '9223372036854775808' }] })).toEqual([
      'unpayable /rewards/0/amount',
    ]);
  });

  it('accepts the largest that fits, and a larger one that a limit cuts', () => {
    expect(found({ rewards: [cash('92233720368547758.07')] })).toEqual([]);
    const limits = [{ kind: 'amount', most: 500, window: 'month' }];
    expect(found({ rewards: [cash('100000000000000000000')], limits })).toEqual([]);
  });
});

describe('undecided-tie', () => {
  const places = cash({ kind: 'places', amounts: [500, 300] });
  const ranked = (ties: string, rewards: object[] = [places]) =>
    found({ ranking: { by: attainment('sales'), top: 2, ties }, rewards });

  it('finds places of money that all who tie get in full', () => {
    expect(ranked('same')).toEqual(['undecided-tie /ranking/ties']);
    expect(ranked('same', [cash(500)])).toEqual(['undecided-tie /ranking/ties']);
  });

  it('accepts ties that are decided or shared, and honours', () => {
    expect(ranked('split')).toEqual([]);
    expect(ranked('earliest')).toEqual([]);
    expect(ranked('same', [{ kind: 'commendation', text: { zh: '好', en: 'good' } }])).toEqual([]);
  });
});
