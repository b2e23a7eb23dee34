import { expect, it } from 'vitest';
import type { Award } from '../../schemas/award.ts';
import { foldAwards } from '../../src/ui/figures/fold-awards.ts';

const award = (id: string, rule: string, medium: 'cash' | 'points' | 'badge', amount: string): Award =>
  ({
    id,
    rule,
    ruleName: { zh: rule, en: rule },
    lines: [{ medium, amount, currency: medium === 'cash' ? 'CNY' : '' }],
  }) as unknown as Award;

const shownOf = (awards: readonly Award[]) =>
  foldAwards(awards).map((item) =>
    'award' in item
      ? item.award.id
      : [item.rule, item.awards.map(({ id }) => id), item.sums.map(({ amount }) => amount)],
  );

it('folds what came more than twice, where its first award stands, with the exact sum', () => {
  const awards = [
    award('a', 'store', 'cash', '5.10'),
    award('b', 'visit', 'points', '10'),
    award('c', 'store', 'cash', '5.10'),
    award('d', 'visit', 'points', '10'),
    award('e', 'visit', 'points', '10'),
  ];
  expect(shownOf(awards)).toEqual(['a', ['visit', ['b', 'd', 'e'], ['30']], 'c']);
});

it('leaves apart what does not add up', () => {
  const awards = ['a', 'b', 'c'].map((id) => award(id, 'ladder', 'badge', '1'));
  expect(shownOf(awards)).toEqual(['a', 'b', 'c']);
  expect(shownOf([])).toEqual([]);
});
