import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../../src/domain/money/decimal.ts';
import { leaderboard } from '../../../src/domain/ranking/leaderboard.ts';
import { type Contestant, rank } from '../../../src/domain/ranking/rank.ts';

const contestant = (code: string, value: number, lastAt?: number): Contestant<string> => ({
  item: code,
  code,
  value: decimal(value),
  lastAt,
});
const places = (
  list: readonly Contestant<string>[],
  ties: 'same' | 'split' | 'earliest',
  order: 'highest' | 'lowest' = 'highest',
) =>
  rank(list, order, ties).map(
    ({ rank: place, item, shared }) => `${place} ${item}${shared > 1 ? ` of ${shared}` : ''}`,
  );

describe('ranking', () => {
  const tied = [contestant('c', 5, 30), contestant('a', 9, 20), contestant('b', 9, 10)];

  it('gives equals the same place and leaves the next out: 1, 1, 3', () => {
    expect(places(tied, 'same')).toEqual(['1 a of 2', '1 b of 2', '3 c']);
    expect(places(tied, 'split')).toEqual(places(tied, 'same'));
  });

  it('puts who got there first ahead, then the smaller code', () => {
    expect(places(tied, 'earliest')).toEqual(['1 b', '2 a', '3 c']);
    expect(
      places(
        [contestant('b', 9, 10), contestant('a', 9, 10), contestant('d', 9), contestant('c', 9)],
        'earliest',
      ),
    ).toEqual(['1 a', '2 b', '3 c', '4 d']);
  });

  it('ranks the lowest first when asked, and orders codes by code units', () => {
    expect(places(tied, 'same', 'lowest')).toEqual(['1 c', '2 a of 2', '2 b of 2']);
    expect(places([contestant('b', 1), contestant('B', 1), contestant('十', 1)], 'earliest')).toEqual([
      '1 B',
      '2 b',
      '3 十',
    ]);
    expect(places([], 'same')).toEqual([]);
  });

  it('takes 1 and 1.0 for equal', () => {
    expect(
      rank([{ ...contestant('a', 1), value: decimal('1.000') }, contestant('b', 1)], 'highest', 'same').map(
        ({ rank: place }) => place,
      ),
    ).toEqual([1, 1]);
  });

  const contestants = fc
    .uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 8 })
    .chain((codes) =>
      fc.tuple(
        ...codes.map((code) =>
          fc
            .record({ value: fc.nat(3), lastAt: fc.option(fc.nat(3), { nil: undefined }) })
            .map(({ value, lastAt }) => contestant(code, value, lastAt)),
        ),
      ),
    );

  it('counts for each place who is strictly better, whatever order they come in', () => {
    const shuffled = contestants.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(
        shuffled,
        fc.constantFrom('same', 'split', 'earliest'),
        fc.constantFrom('highest', 'lowest'),
        ([list, other], ties, order) => {
          const ranked = rank(list, order, ties);
          expect(rank(other, order, ties)).toEqual(ranked);
          const better = (a: Contestant<string>, b: Contestant<string>) =>
            order === 'highest' ? a.value.gt(b.value) : a.value.lt(b.value);
          for (const each of ranked) {
            const ahead = list.filter((one) => better(one, each)).length;
            const equals = list.filter((one) => one.value.eq(each.value));
            if (ties === 'earliest') expect(each.rank - 1 - ahead).toBeLessThan(equals.length);
            else expect(each).toMatchObject({ rank: ahead + 1, shared: equals.length });
            expect(each.group).toContain(each.item);
            expect(each.group).toHaveLength(each.shared);
          }
          if (ties === 'earliest')
            expect(ranked.map(({ rank: place }) => place)).toEqual(list.map((_, index) => index + 1));
        },
      ),
    );
  });
});

describe('a leaderboard', () => {
  it('lists what is greater than its bound', () => {
    const board = { code: 'b', metric: 'sales', ties: 'same' as const };
    const list = [contestant('a', 0), contestant('b', 5), contestant('c', 5), contestant('d', -1)];
    const rows = (above?: string) =>
      leaderboard(list, above === undefined ? board : { ...board, above }).map(
        ({ rank: place, item }) => `${place} ${item}`,
      );
    expect(rows('0')).toEqual(['1 b', '1 c']);
    expect(rows()).toEqual(['1 b', '1 c', '3 a', '4 d']);
  });
});
