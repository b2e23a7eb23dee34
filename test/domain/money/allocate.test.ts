import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../../src/domain/money/allocate.ts';
import { decimal, divide, ONE, sum } from '../../../src/domain/money/decimal.ts';

function shares(...weights: [string, string | number][]) {
  return weights.map(([key, weight]) => ({ key, weight: decimal(weight) }));
}

const totals = fc.bigInt(-(10n ** 18n), 10n ** 18n);
const claimants = fc.uniqueArray(fc.string({ maxLength: 4 }), { minLength: 1, maxLength: 12 }).chain((keys) =>
  fc
    .array(fc.tuple(fc.nat(50), fc.integer({ min: 0, max: 3 })), {
      minLength: keys.length,
      maxLength: keys.length,
    })
    .map((weights) =>
      keys.map((key, index) => {
        const [digits, places] = weights[index] ?? [0, 0];
        return { key, weight: divide(decimal(digits), decimal(10n ** BigInt(places))) };
      }),
    ),
);

describe('allocate', () => {
  it('gives the cents that are left to the largest remainders', () => {
    expect(allocate(100n, shares(['a', 1], ['b', 1], ['c', 1]))).toEqual([34n, 33n, 33n]);
    expect(allocate(100n, shares(['c', 1], ['b', 1], ['a', 1]))).toEqual([33n, 33n, 34n]);
    expect(allocate(10n, shares(['a', '0.45'], ['b', '0.25'], ['c', '0.3']))).toEqual([5n, 2n, 3n]);
    expect(allocate(7n, shares(['a', '0.21'], ['b', '0.50'], ['c', '0.29']))).toEqual([1n, 4n, 2n]);
  });

  it('mirrors negative totals', () => {
    expect(allocate(-100n, shares(['a', 1], ['b', 1], ['c', 1]))).toEqual([-34n, -33n, -33n]);
  });

  it('shares equally when nobody has a weight', () => {
    expect(allocate(5n, shares(['a', 0], ['b', 0]))).toEqual([3n, 2n]);
    expect(allocate(5n, shares(['a', 0], ['b', '0.1']))).toEqual([0n, 5n]);
  });

  it('orders ties by code units, not by a locale', () => {
    expect(allocate(1n, shares(['a', 1], ['B', 1]))).toEqual([0n, 1n]);
  });

  it('takes quotients as weights', () => {
    const third = divide(ONE, decimal(3));
    expect(
      allocate(10n, [
        { key: 'a', weight: third },
        { key: 'b', weight: third.times(2) },
      ]),
    ).toEqual([3n, 7n]);
  });

  it('refuses what has no answer', () => {
    expect(allocate(0n, [])).toEqual([]);
    expect(() => allocate(1n, [])).toThrow(RangeError);
    expect(() => allocate(1n, shares(['a', -1], ['b', 2]))).toThrow(RangeError);
    expect(() => allocate(1n, shares(['a', 1], ['a', 1]))).toThrow(RangeError);
  });

  it('sums to the total and stays within one minor unit of the exact share', () => {
    fc.assert(
      fc.property(totals, claimants, (total, claims) => {
        const parts = allocate(total, claims);
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
        const weightSum = sum(claims.map(({ weight }) => weight));
        claims.forEach(({ weight }, index) => {
          const [share, whole] = weightSum.eq(0) ? [ONE, decimal(claims.length)] : [weight, weightSum];
          // Cross-multiplied, so that the check is exact: |part × Σweights − total × weight| < Σweights.
          const error = decimal(parts[index] ?? 0n)
            .times(whole)
            .minus(decimal(total).times(share));
          expect(error.abs().lt(whole)).toBe(true);
        });
        expect(allocate(-total, claims)).toEqual(parts.map((part) => -part));
      }),
    );
  });

  it('does not depend on the order of the shares', () => {
    const shuffled = claimants.chain((claims) =>
      fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length })),
    );
    fc.assert(
      fc.property(totals, shuffled, (total, [claims, other]) => {
        const byKey = (list: typeof claims) => {
          const parts = allocate(total, list);
          return new Map(list.map(({ key }, index) => [key, parts[index]]));
        };
        expect(byKey(other)).toEqual(byKey(claims));
      }),
    );
  });

  it('gives more to the heavier', () => {
    fc.assert(
      fc.property(totals, claimants, (total, claims) => {
        const parts = allocate(total < 0n ? -total : total, claims);
        claims.forEach((a, i) => {
          claims.forEach((b, j) => {
            if (a.weight.gt(b.weight)) expect((parts[i] ?? 0n) >= (parts[j] ?? 0n)).toBe(true);
          });
        });
      }),
    );
  });
});
