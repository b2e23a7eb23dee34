import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Amount } from '../../../schemas/amount.ts';
import { Formula } from '../../../schemas/amount.ts';
import { type FactValue, toFactNumber } from '../../../src/domain/facts/fact-value.ts';
import { decimal, formatDecimal } from '../../../src/domain/money/decimal.ts';
import type { FormulaStep } from '../../../src/domain/rewards/amount-program.ts';
import { compileAmount } from '../../../src/domain/rewards/compile-amount.ts';
import { catalogueCompiler, frameFor, typedCompiler } from '../conditions/builders.ts';

/** The amount as text; undefined when unknown. Facts are n1 and n2, or metric and target for an attainment. */
const amount = (
  formula: Amount,
  values: Readonly<Record<string, FactValue>> = {},
  compiler = typedCompiler(),
) => {
  if (typeof formula === 'object' && 'kind' in formula) Formula.parse(formula);
  const program = compileAmount(formula, compiler, []);
  expect(compiler.problems.list).toEqual([]);
  const steps: FormulaStep[] = [];
  const result = program.evaluate({ frame: frameFor(compiler, values), steps });
  // A trace changes nothing and ends with the amount.
  expect(program.evaluate({ frame: frameFor(compiler, values) })).toEqual(result);
  if (steps.length > 0) expect(steps.at(-1)?.result).toEqual(result);
  return result && formatDecimal(result);
};
const problems = (formula: Amount, compiler = catalogueCompiler()) => {
  compileAmount(formula, compiler, ['amount']);
  return compiler.problems.list.map(({ pointer }) => pointer);
};
const n1 = { fact: 'n1' };
const n2 = { fact: 'n2' };

describe('simple amounts', () => {
  it('are numbers, facts and fixed amounts', () => {
    expect(amount('12.50')).toBe('12.5');
    expect(amount(0.1)).toBe('0.1');
    expect(amount(n1, { n1: toFactNumber('9007199254740993.25') })).toBe('9007199254740993.25');
    expect(amount({ kind: 'fixed', amount: 200 })).toBe('200');
    expect(amount(n1)).toBeUndefined();
  });

  it('refuse facts that are no numbers and names that do not exist', () => {
    expect(problems({ fact: 'rep.code' })).toEqual(['/amount/fact']);
    expect(problems({ kind: 'sum', of: [1, { fact: 'rep.cod' }] })).toEqual(['/amount/of/1/fact']);
    expect(problems({ kind: 'sum', of: [{ kind: 'places', amounts: [1] }] })).toEqual(['/amount/of/0']);
    expect(problems({ kind: 'per-unit', rate: { fact: 'constructor' }, of: 1 })).toEqual([
      '/amount/rate/fact',
    ]);
  });

  it('bound the nesting of every part', () => {
    const nest = (wrap: (inner: Amount) => Amount, depth: number): Amount =>
      depth === 0 ? 1 : wrap(nest(wrap, depth - 1));
    expect(problems(nest((inner) => ({ kind: 'sum', of: [inner] }), 40))).toHaveLength(1);
    expect(problems(nest((inner) => ({ kind: 'guarantee', earned: inner, level: 1 }), 40))).toHaveLength(1);
    expect(problems(nest((inner) => ({ kind: 'sum', of: [inner] }), 8))).toEqual([]);
  });
});

describe('per unit', () => {
  const rate: Amount = { kind: 'per-unit', rate: '0.5', of: n1, over: 10, upTo: 20 };

  it.each([
    ['9.999', '0'],
    ['10', '0'],
    ['10.000001', '0.0000005'],
    ['15', '2.5'],
    ['20', '5'],
    ['21', '5'],
    ['-3', '0'],
  ])('pays for %s what is between 10 and 20: %s', (of, expected) => {
    expect(amount(rate, { n1: toFactNumber(of) })).toBe(expected);
  });

  it('may take every number from a fact, and is unknown when one is', () => {
    const formula: Amount = { kind: 'per-unit', rate: n2, of: n1 };
    expect(amount(formula, { n1: 20565.6206, n2: 0.035 })).toBe('719.796721');
    expect(amount(formula, { n1: -5, n2: 1 })).toBe('0');
    expect(amount(formula, { n1: 5 })).toBeUndefined();
    expect(amount({ kind: 'per-unit', rate: 1, of: 5, over: n1 }, {})).toBeUndefined();
    expect(amount({ kind: 'per-unit', rate: 1, of: 5, upTo: n1 }, {})).toBeUndefined();
  });
});

describe('bands', () => {
  const marginal: Amount = {
    kind: 'bands',
    on: n1,
    mode: 'marginal',
    bands: [
      { from: 0, rate: '0.01' },
      { from: 100, rate: '0.02' },
      { from: 300, to: 500, rate: '0.05' },
    ],
  };
  const whole: Amount = {
    kind: 'bands',
    on: n1,
    mode: 'whole',
    bands: [
      { from: 0, rate: '0.01' },
      { from: 100, rate: '0.02' },
      { from: 300, amount: 50 },
    ],
  };

  it.each([
    ['0', '0'],
    ['100', '1'],
    ['100.01', '1.0002'],
    ['300', '5'],
    ['400', '10'],
    ['500', '15'],
    ['900', '15'],
    ['-50', '0'],
  ])('marginal pay each part its own rate: %s gives %s', (on, expected) => {
    expect(amount(marginal, { n1: toFactNumber(on) })).toBe(expected);
  });

  it.each([
    ['99.99', '0.9999'],
    ['100', '2'],
    ['299.99', '5.9998'],
    ['300', '50'],
    ['-1', '0'],
  ])('whole pay everything by the band reached: %s gives %s', (on, expected) => {
    expect(amount(whole, { n1: toFactNumber(on) })).toBe(expected);
  });

  it('pay amounts once their band is reached, and a base of its own', () => {
    const bonus: Amount = {
      kind: 'bands',
      on: n1,
      mode: 'marginal',
      bands: [
        { from: 10, amount: 100 },
        { from: 20, amount: 50 },
      ],
    };
    expect(['9.99', '10', '19', '20', '99'].map((on) => amount(bonus, { n1: toFactNumber(on) }))).toEqual([
      '0',
      '100',
      '100',
      '150',
      '150',
    ]);
    const based: Amount = {
      kind: 'bands',
      on: n1,
      mode: 'whole',
      base: n2,
      bands: [{ from: 10, rate: '0.1' }],
    };
    expect(amount(based, { n1: 10, n2: 70 })).toBe('7');
    expect(amount(based, { n1: 10 })).toBeUndefined();
    expect(amount(based, { n2: 70 })).toBeUndefined();
  });

  it('pay nothing in a gap and above the last end', () => {
    const gapped: Amount = {
      kind: 'bands',
      on: n1,
      mode: 'whole',
      bands: [
        { from: 0, to: 10, amount: 1 },
        { from: 20, to: 30, amount: 2 },
      ],
    };
    expect(['9', '10', '19', '20', '30'].map((on) => amount(gapped, { n1: toFactNumber(on) }))).toEqual([
      '1',
      '0',
      '0',
      '2',
      '0',
    ]);
  });

  it('need rising bands, without overlap, and no base where they pay for parts', () => {
    const bands = (list: Extract<Amount, { kind: 'bands' }>['bands'], more = {}): Amount => ({
      kind: 'bands',
      on: 1,
      mode: 'marginal',
      bands: list,
      ...more,
    });
    expect(
      problems(
        bands([
          { from: 10, rate: 1 },
          { from: 10, rate: 2 },
        ]),
      ),
    ).toEqual(['/amount/bands/1/from']);
    expect(problems(bands([{ from: 10, to: 10, rate: 1 }]))).toEqual(['/amount/bands/0/to']);
    expect(
      problems(
        bands([
          { from: 0, to: 11, rate: 1 },
          { from: 10, rate: 2 },
        ]),
      ),
    ).toEqual(['/amount/bands/1/from']);
    expect(problems(bands([{ from: 0, rate: 1 }], { base: 5 }))).toEqual(['/amount/base']);
  });

  describe('on an attainment', () => {
    const on: Amount = { fact: 'attainment', params: { metric: 'sales', window: 'month' } };
    const list = [
      { from: 0, rate: '0.01' },
      { from: 1, rate: '0.02' },
      { from: '1.2', rate: '0.03' },
    ];
    const paid = (mode: 'marginal' | 'whole', metric: FactValue, target: FactValue) =>
      amount({ kind: 'bands', on, mode, bands: list }, { metric, target }, catalogueCompiler());

    it.each([
      ['299.99', '2.9999', '2.9999'],
      ['300', '3', '6'],
      ['300.01', '3.0002', '6.0002'],
      ['359.99', '4.1998', '7.1998'],
      ['360', '4.2', '10.8'],
      ['361', '4.23', '10.83'],
      ['0', '0', '0'],
    ])('sales of %s against 300 give %s marginal and %s whole', (sales, marginalAmount, wholeAmount) => {
      expect(paid('marginal', toFactNumber(sales), 300)).toBe(marginalAmount);
      expect(paid('whole', toFactNumber(sales), 300)).toBe(wholeAmount);
    });

    it('round no boundary of a target that does not divide', () => {
      const target = toFactNumber('333333.333333');
      expect(paid('whole', toFactNumber('399999.9999995'), target)).toBe('7999.99999999');
      expect(paid('whole', toFactNumber('399999.9999996'), target)).toBe('11999.999999988');
      expect(paid('marginal', target, target)).toBe('3333.33333333');
    });

    it('are unknown without a target, and with a target of 0, whose attainment is unknown', () => {
      expect(paid('marginal', 5, undefined)).toBeUndefined();
      expect(paid('whole', undefined, 5)).toBeUndefined();
      expect(paid('whole', 5, 0)).toBeUndefined();
      expect(paid('marginal', 5, 0)).toBeUndefined();
    });

    it('name what is wrong with the attainment once', () => {
      const compiler = catalogueCompiler();
      expect(
        problems(
          {
            kind: 'bands',
            on: { fact: 'attainment', params: { metric: 'sale', window: 'month' } },
            mode: 'whole',
            bands: [{ from: 0, rate: 1 }],
          },
          compiler,
        ),
      ).toEqual(['/amount/on/params/metric']);
      expect(
        problems({
          kind: 'bands',
          on: { fact: 'attainment', path: 'a', params: { metric: 'sales', window: 'month' } },
          mode: 'whole',
          bands: [{ from: 0, rate: 1 }],
        }),
      ).toContain('/amount/on/path');
    });
  });

  it('marginal with one rate everywhere is that rate on the whole, and never falls when the measure rises', () => {
    const cuts = fc
      .uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 5 })
      .map((list) => list.sort((a, b) => a - b));
    const measure = fc
      .integer({ min: 0, max: 2_000_000 })
      .map((millis) => decimal(millis).times(decimal('0.001')));
    fc.assert(
      fc.property(
        cuts,
        measure,
        measure,
        fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }),
        (cut, one, other, rates) => {
          const bandsOf = (rateAt: (index: number) => number): Amount => ({
            kind: 'bands',
            on: n1,
            mode: 'marginal',
            bands: [0, ...cut].map((from, index) => ({ from, rate: rateAt(index) })),
          });
          expect(
            amount(
              bandsOf(() => 3),
              { n1: one },
            ),
          ).toBe(formatDecimal(one.times(3)));
          const rising = bandsOf((index) => rates[index] ?? 0);
          const [low, high] = one.lt(other) ? [one, other] : [other, one];
          expect(
            decimal(amount(rising, { n1: low }) ?? '').lte(decimal(amount(rising, { n1: high }) ?? '')),
          ).toBe(true);
        },
      ),
    );
  });
});

describe('linear', () => {
  const linear: Amount = { kind: 'linear', amount: 1000, of: n1, around: 100, rate: 5 };
  it.each([
    [100, '1000'],
    [110, '1050'],
    [90, '950'],
    [-200, '-500'],
  ])('pays for %s: %s', (of, expected) => {
    expect(amount(linear, { n1: of })).toBe(expected);
  });
  it('is unknown with its measure', () => expect(amount(linear)).toBeUndefined());
});

describe('guarantee and cap', () => {
  it('tops up to the level and never takes back', () => {
    const formula: Amount = { kind: 'guarantee', earned: n1, level: 3000 };
    expect([2999.99, 3000, 3001, 0, -10].map((earned) => amount(formula, { n1: earned }))).toEqual([
      '0.01',
      '0',
      '0',
      '3000',
      '3010',
    ]);
    expect(amount(formula)).toBeUndefined();
  });

  it('bring an amount between its bounds, of which the upper wins', () => {
    const formula: Amount = { kind: 'cap', amount: n1, most: 100, least: 10 };
    expect([9, 10, 50, 100, 101].map((each) => amount(formula, { n1: each }))).toEqual([
      '10',
      '10',
      '50',
      '100',
      '100',
    ]);
    expect([5, '0.5'].map((each) => amount({ kind: 'cap', amount: each, most: 1, least: 9 }))).toEqual([
      '1',
      '1',
    ]);
    expect(amount({ kind: 'cap', amount: 5, most: n1 })).toBeUndefined();
    expect(amount({ kind: 'cap', amount: -5, most: 0 })).toBe('-5');
  });
});

describe('the recoverable draw', () => {
  const formula: Amount = { kind: 'draw', earned: n1, level: 3000, outstanding: n2 };
  const run = (earnings: readonly number[]) => {
    let outstanding = 0;
    return earnings.map((earned) => {
      const drawn = Number(amount(formula, { n1: earned, n2: outstanding }));
      outstanding += drawn;
      return [drawn, outstanding];
    });
  };

  it('advances in weak periods and recovers in strong ones, never more than it gave', () => {
    expect(run([2000, 2500, 3200, 9000, 9000, 1000])).toEqual([
      [1000, 1000],
      [500, 1500],
      [-200, 1300],
      [-1300, 0],
      [0, 0],
      [2000, 2000],
    ]);
  });

  it('never leaves less than the level, nor less than nothing outstanding', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9000), { maxLength: 12 }), (earnings) => {
        run(earnings).forEach(([drawn = 0, outstanding = -1], index) => {
          expect(outstanding).toBeGreaterThanOrEqual(0);
          expect((earnings[index] ?? 0) + drawn).toBeGreaterThanOrEqual(3000);
          if (outstanding > 0) expect((earnings[index] ?? 0) + drawn).toBe(3000);
        });
      }),
    );
  });

  it('is unknown with any of its parts', () => {
    expect(amount(formula, { n1: 1 })).toBeUndefined();
    expect(amount(formula, { n2: 1 })).toBeUndefined();
  });
});

describe('arithmetic', () => {
  it.each<[Amount, string | undefined]>([
    [{ kind: 'sum', of: ['0.1', '0.2', n1] }, '7.3'],
    [{ kind: 'product', of: ['0.1', '0.2', n1] }, '0.14'],
    [{ kind: 'min', of: [9, n1, 8] }, '7'],
    [{ kind: 'max', of: [3, n1, 4] }, '7'],
    [{ kind: 'difference', of: [5, n1] }, '-2'],
    [{ kind: 'quotient', of: [n1, 4] }, '1.75'],
    [{ kind: 'quotient', of: [n1, 0] }, undefined],
    [{ kind: 'sum', of: [1, n2] }, undefined],
    [{ kind: 'product', of: [0, n2] }, undefined],
    [{ kind: 'min', of: [n2] }, undefined],
    [{ kind: 'max', of: [1, n2] }, undefined],
    [{ kind: 'difference', of: [n2, 1] }, undefined],
    [{ kind: 'quotient', of: [1, n2] }, undefined],
  ])('%j is %s', (formula, expected) => {
    expect(amount(formula, { n1: 7 })).toBe(expected);
  });

  it('keeps the order of twelve operands', () => {
    expect(
      amount({
        kind: 'difference',
        of: [{ kind: 'sum', of: Array.from({ length: 12 }, (_, index) => index) }, 60],
      }),
    ).toBe('6');
  });
});
