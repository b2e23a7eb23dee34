import { describe, expect, it } from 'vitest';
import { atLeast, attainment, cash, metric } from '../evaluate/builders.ts';
import { below, found } from './builders.ts';

const bands = (mode: string, on: object, list: readonly object[], more = {}) => ({
  rewards: [cash({ kind: 'cap', most: 500, amount: { kind: 'bands', mode, on, bands: list, ...more } })],
});
const AT = '/rewards/0/amount/amount/bands';

describe('band-gap', () => {
  const withEnd = (to: number) =>
    bands('marginal', metric('sales'), [
      { from: 0, to, rate: '0.01' },
      { from: 100, rate: '0.02' },
    ]);

  it('finds a band that ends below the next', () => {
    expect(found(withEnd(90))).toEqual([`band-gap ${AT}/0/to`]);
  });

  it('accepts bands that meet, and ends that are left out', () => {
    expect(found(withEnd(100))).toEqual([]);
    expect(
      found(
        bands('marginal', metric('sales'), [
          { from: 0, rate: '0.01' },
          { from: 100, rate: '0.02' },
        ]),
      ),
    ).toEqual([]);
  });

  it('looks into the formulas of targets too', () => {
    const on = metric('sales', 'month', { ago: 1 });
    const amount = {
      kind: 'bands',
      mode: 'whole',
      on,
      bands: [
        { from: 0, to: 5, amount: 5 },
        { from: 6, amount: 9 },
      ],
    };
    const targets = [{ metric: 'sales', period: 'month', amount }];
    expect(found({ rewards: [cash(5)] }, { targets })).toEqual(['band-gap /0/amount/bands/0/to']);
  });
});

describe('band-unreachable', () => {
  const fixed = [
    { from: 0, to: '0.9', amount: 10 },
    { from: '0.9', amount: 20 },
  ];

  it('finds a whole band that the gate keeps everybody out of', () => {
    const rule = bands('whole', attainment('sales'), fixed);
    expect(found({ ...rule, conditions: atLeast(attainment('sales'), 1) })).toEqual([
      `band-unreachable ${AT}/0`,
    ]);
    expect(found({ ...rule, eligibility: below(attainment('sales'), '0.9') })).toEqual([
      `band-unreachable ${AT}/1`,
    ]);
  });

  it('knows the fact under another writing of its parameters, and through a named condition', () => {
    const on = { fact: 'attainment', params: { window: 'month', metric: 'sales', tier: 'base', ago: 0 } };
    const definitions = { reached: { all: [atLeast(attainment('sales'), 1)] } };
    const rule = { ...bands('whole', on, fixed), definitions, conditions: { condition: 'reached' } };
    expect(found(rule)).toEqual([`band-unreachable ${AT}/0`]);
  });

  it('accepts a gate within the band, and a gate on something else', () => {
    const rule = bands('whole', attainment('sales'), fixed);
    expect(found({ ...rule, conditions: atLeast(attainment('sales'), '0.8') })).toEqual([]);
    expect(found({ ...rule, conditions: atLeast(attainment('visits'), 1) })).toEqual([]);
    expect(found({ ...rule, conditions: atLeast(attainment('sales', 'quarter'), 1) })).toEqual([]);
  });

  it('accepts marginal bands below the gate: whoever passes is paid for their part too', () => {
    const rule = bands('marginal', attainment('sales'), [
      { from: 0, to: '0.9', rate: '0.01' },
      { from: '0.9', rate: '0.02' },
    ]);
    expect(found({ ...rule, conditions: atLeast(attainment('sales'), 1) })).toEqual([]);
    expect(found({ ...rule, conditions: below(attainment('sales'), '0.8') })).toEqual([
      `band-unreachable ${AT}/1`,
    ]);
  });

  it('looks at a step where it or a higher one is reached', () => {
    const step = (code: string, value: unknown, rewards: object[]) => ({
      code,
      conditions: atLeast(attainment('sales'), value),
      rewards,
    });
    const { rewards } = bands('whole', attainment('sales'), fixed);
    expect(found({ steps: [step('a', 1, rewards), step('b', '0.5', [cash(5)])] })).toEqual([
      'unreachable-step /steps/1/conditions',
    ]);
    const steps = [step('a', '0.5', rewards), step('b', 1, [cash(5)])];
    expect(found({ steps })).toEqual([]);
    expect(found({ steps: [step('a', '0.5', [cash(5)]), step('b', 1, rewards)] })).toEqual([
      `band-unreachable /steps/1${AT}/0`,
    ]);
  });
});

describe('cliff', () => {
  const rates = [
    { from: 1, rate: '0.01' },
    { from: '1.2', rate: '0.02' },
  ];

  it('finds a rate that jumps for the whole base', () => {
    expect(found(bands('whole', attainment('sales'), rates, { base: metric('sales') }))).toEqual([
      `cliff ${AT}/1/rate`,
    ]);
  });

  it('accepts marginal bands, fixed amounts, one rate only, and bands over a plain figure', () => {
    expect(found(bands('marginal', attainment('sales'), rates))).toEqual([]);
    expect(
      found(
        bands('whole', attainment('sales'), [
          { from: 1, amount: 10 },
          { from: '1.2', amount: 20 },
        ]),
      ),
    ).toEqual([]);
    expect(
      found(bands('whole', attainment('sales'), [{ from: 1, rate: '0.01' }], { base: metric('sales') })),
    ).toEqual([]);
    expect(found(bands('whole', metric('sales'), rates))).toEqual([]);
  });
});
