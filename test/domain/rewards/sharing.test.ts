import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Reward } from '../../../schemas/rule.ts';
import { calculateLines, type LineScope } from '../../../src/domain/evaluate/lines.ts';
import type { FactValue } from '../../../src/domain/facts/fact-value.ts';
import { decimal } from '../../../src/domain/money/decimal.ts';
import { compileReward } from '../../../src/domain/rewards/compile-reward.ts';
import { placeWorth } from '../../../src/domain/rewards/places.ts';
import { frameFor, typedCompiler } from '../conditions/builders.ts';

type Member = Readonly<{ code: string; n1?: FactValue }>;

const minorOf = (reward: object, scope: Partial<LineScope>, recipient = 0): bigint => {
  const compiler = typedCompiler();
  const compiled = compileReward(
    Reward.parse(reward),
    0,
    { ...compiler, context: { ...compiler.context, subject: 'team' } },
    [],
  );
  expect(compiler.problems.list).toEqual([]);
  const full: LineScope = {
    frame: frameFor(compiler, {}),
    place: undefined,
    placeGroup: [],
    splitPlaces: false,
    code: '',
    sharers: [],
    ...scope,
  };
  return calculateLines([compiled], full, recipient).lines[0]?.amountMinor ?? 0n;
};

const placed = (
  amounts: readonly (string | number)[],
  rank: number,
  group: readonly string[],
  code: string,
  split: boolean,
) =>
  minorOf(
    { kind: 'cash', amount: { kind: 'places', amounts } },
    { place: { rank, shared: group.length }, placeGroup: group, code, splitPlaces: split },
  );

const pooled = (
  total: string | number,
  members: readonly Member[],
  by: object | undefined,
  reward: object = { kind: 'cash' },
): bigint[] => {
  const compiler = typedCompiler();
  const context = { ...compiler.context, subject: 'team' as const };
  // What a member contributed is asked of the member: the facts of `forMembers` come from the real catalogue.
  const amount = { kind: 'pool', total, share: by ? 'contribution' : 'equal', ...(by && { by }) };
  const compiled = compileReward(Reward.parse({ ...reward, amount }), 0, { ...compiler, context }, []);
  expect(compiler.problems.list).toEqual([]);
  const sharers = members.map(({ code, n1 }) => ({ code, member: code, frame: { read: () => n1 } }));
  const scope: LineScope = {
    frame: frameFor(compiler, {}),
    place: undefined,
    placeGroup: [],
    splitPlaces: false,
    code: '',
    sharers,
  };
  return members.map((_, index) => calculateLines([compiled], scope, index).lines[0]?.amountMinor ?? 0n);
};
const contribution = { fact: 'metric', params: { metric: 'sales', window: 'month' } };

describe('places', () => {
  it('with ties same pay the place that is shared: 1, 1, 3', () => {
    const amounts = [1000, 500, 300];
    expect(['a', 'b'].map((code) => placed(amounts, 1, ['a', 'b'], code, false))).toEqual([100000n, 100000n]);
    expect(placed(amounts, 3, ['c'], 'c', false)).toBe(30000n);
    expect(placed(amounts, 4, ['d'], 'd', false)).toBe(0n);
  });

  it('with ties split pay the mean of the places, the last cents by code', () => {
    expect(['a', 'b'].map((code) => placed([1000, 500, 300], 1, ['a', 'b'], code, true))).toEqual([
      75000n,
      75000n,
    ]);
    expect(['b', 'c', 'a'].map((code) => placed([100, 0, 0], 1, ['b', 'c', 'a'], code, true))).toEqual([
      3333n,
      3333n,
      3334n,
    ]);
    expect(['a', 'b', 'c'].map((code) => placed([100, 50], 2, ['a', 'b', 'c'], code, true))).toEqual([
      1667n,
      1667n,
      1666n,
    ]);
  });

  it('split no cent away, whoever shares', () => {
    const amounts = fc.array(
      fc.nat(100_000).map((cents) => decimal(cents).times(decimal('0.01')).toFixed()),
      { minLength: 1, maxLength: 6 },
    );
    const groups = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 6 }), groups, (list, rank, group) => {
        const shares = group.map((code) => placed(list, rank, group, code, true));
        const { pot } = placeWorth(
          list.map((each) => decimal(each)),
          { rank, shared: group.length },
          true,
        );
        expect(decimal(shares.reduce((sum, each) => sum + each, 0n)).eq(pot.times(100))).toBe(true);
        const sorted = [...shares].sort((a, b) => Number(a - b));
        expect((sorted.at(-1) ?? 0n) - (sorted[0] ?? 0n)).toBeLessThanOrEqual(1n);
      }),
    );
  });

  it('take the amount of an unknown fact for nothing', () => {
    const reward = { kind: 'cash', amount: { kind: 'places', amounts: [{ fact: 'n1' }] } };
    expect(minorOf(reward, { place: { rank: 1, shared: 1 }, placeGroup: ['a'], code: 'a' })).toBe(0n);
    expect(minorOf(reward, {})).toBe(0n);
  });
});

describe('pools', () => {
  it('share equally to the last cent, ties by code', () => {
    expect(pooled(100, [{ code: 'a' }, { code: 'b' }, { code: 'c' }], undefined)).toEqual([
      3334n,
      3333n,
      3333n,
    ]);
    expect(pooled('0.05', [{ code: 'a' }, { code: 'b' }], undefined)).toEqual([3n, 2n]);
    expect(pooled('0.005', [{ code: 'a' }, { code: 'b' }], undefined)).toEqual([1n, 0n]);
    expect(
      pooled('100.4', [{ code: 'a' }, { code: 'b' }, { code: 'c' }], undefined, { kind: 'points' }),
    ).toEqual([34n, 33n, 33n]);
  });

  it('share by contribution, the largest remainder first', () => {
    const members = [
      { code: 'a', n1: 20565.6206 },
      { code: 'b', n1: 1 },
      { code: 'c', n1: 10000 },
    ];
    expect(pooled(1000, members, contribution)).toEqual([67281n, 3n, 32716n]);
    expect(
      pooled(
        10,
        [
          { code: 'a', n1: 1 },
          { code: 'b', n1: 3 },
        ],
        contribution,
      ),
    ).toEqual([250n, 750n]);
    expect(
      pooled(
        '0.01',
        [
          { code: 'a', n1: 1 },
          { code: 'b', n1: 1 },
        ],
        contribution,
      ),
    ).toEqual([1n, 0n]);
  });

  it('give nothing to a member whose contribution is unknown', () => {
    expect(
      pooled(
        10,
        [
          { code: 'a', n1: undefined },
          { code: 'b', n1: 3 },
        ],
        contribution,
      ),
    ).toEqual([0n, 1000n]);
  });

  it('give nothing to a member whose returns exceed the sales, and all to the others', () => {
    expect(
      pooled(
        10,
        [
          { code: 'a', n1: -5 },
          { code: 'b', n1: 3 },
        ],
        contribution,
      ),
    ).toEqual([0n, 1000n]);
  });

  it('always sum to the rounded total and follow the contributions', () => {
    const members = fc
      .uniqueArray(fc.string({ minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 6 })
      .chain((codes) => fc.tuple(...codes.map((code) => fc.nat(50).map((n1): Member => ({ code, n1 })))));
    fc.assert(
      fc.property(fc.nat(1_000_000), members, fc.boolean(), (thousandths, list, equal) => {
        const total = decimal(thousandths).times(decimal('0.001')).toFixed();
        const shares = pooled(total, list, equal ? undefined : contribution);
        expect(shares.reduce((sum, each) => sum + each, 0n)).toBe((BigInt(thousandths) + 5n) / 10n);
        if (equal) return;
        for (const [i, a] of list.entries()) {
          for (const [j, b] of list.entries()) {
            if (Number(a.n1) > Number(b.n1)) expect(shares[i] ?? 0n).toBeGreaterThanOrEqual(shares[j] ?? 0n);
          }
        }
      }),
    );
  });

  it('are for teams, and need to know by what', () => {
    const compiler = typedCompiler();
    compileReward(
      Reward.parse({ kind: 'cash', amount: { kind: 'pool', total: 1, share: 'contribution' } }),
      0,
      compiler,
      ['rewards', 0],
    );
    expect(compiler.problems.list.map(({ pointer }) => pointer)).toEqual([
      '/rewards/0/amount',
      '/rewards/0/amount',
    ]);
  });
});

describe('rounding', () => {
  const cash = (amount: string, rounding?: object) =>
    minorOf({ kind: 'cash', amount, ...(rounding && { rounding }) }, {});

  it('is half-up to the cent, once, unless the reward says otherwise', () => {
    expect(['0.005', '0.0049', '-0.005', '1.115'].map((each) => cash(each))).toEqual([1n, 0n, -1n, 112n]);
    expect(['0.005', '0.015'].map((each) => cash(each, { mode: 'half-even' }))).toEqual([0n, 2n]);
    expect(['1.01', '1.99'].map((each) => cash(each, { mode: 'down', to: 1 }))).toEqual([100n, 100n]);
    expect(cash('12.34', { to: '0.5' })).toBe(1250n);
    expect(minorOf({ kind: 'points', amount: '2.5' }, {})).toBe(3n);
  });

  it('keeps the exact value', () => {
    const compiler = typedCompiler();
    const compiled = compileReward(Reward.parse({ kind: 'cash', amount: '719.796721' }), 0, compiler, []);
    const { lines } = calculateLines(
      [compiled],
      {
        frame: frameFor(compiler, {}),
        place: undefined,
        placeGroup: [],
        splitPlaces: false,
        code: '',
        sharers: [],
      },
      0,
    );
    expect(lines).toMatchObject([{ amountMinor: 71980n, exact: decimal('719.796721') }]);
  });

  it('refuses increments below the cent', () => {
    for (const to of ['0.001', '0', '-1']) {
      const compiler = typedCompiler();
      compileReward(Reward.parse({ kind: 'cash', amount: 1, rounding: { to } }), 0, compiler, []);
      expect(compiler.problems.list.map(({ pointer }) => pointer)).toEqual(['/rounding/to']);
    }
  });
});
