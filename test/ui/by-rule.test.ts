import { expect, it } from 'vitest';
import type { Statement } from '../../schemas/statement.ts';
import { byRule, sumOf } from '../../src/ui/figures/by-rule.ts';

const line = (rule: string, medium: 'cash' | 'points', amount: string): Statement['lines'][number] => ({
  index: 0,
  medium,
  payer: 'company',
  amount,
  currency: medium === 'cash' ? 'CNY' : '',
  item: '',
  award: `awd_${rule}${amount}`,
  rule,
  ruleName: { zh: rule, en: rule },
  window: '2026-11',
  time: '2026-11-18T06:00:00Z',
  reason: { zh: '因', en: 'why' },
});

it('puts lines below their rules, with exact sums, those that pay the most first', () => {
  const groups = byRule([
    line('visit', 'points', '10'),
    line('shelf', 'cash', '0.10'),
    line('visit', 'points', '15'),
    line('shelf', 'cash', '0.20'),
    line('shelf', 'cash', '-5.00'),
    line('target', 'cash', '90071992547409.93'),
  ]);
  expect(
    groups.map(({ rule, lines, sums }) => [rule, lines.length, sums.map(({ amount }) => amount)]),
  ).toEqual([
    ['target', 1, ['90071992547409.93']],
    ['visit', 2, ['25']],
    ['shelf', 3, ['-4.70']],
  ]);
});

it('sums to the cent', () => {
  expect(sumOf(['0.1', '0.2'])).toBe('0.30');
  expect(sumOf([])).toBe('0.00');
  expect(sumOf(['-0.05', '0.03'])).toBe('-0.02');
});
