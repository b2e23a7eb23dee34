import { describe, expect, it } from 'vitest';
import { createAwardBook } from '../../../src/domain/awards/awards-reader.ts';
import { date } from '../calendar/arbitraries.ts';
import { line } from '../ledger/builders.ts';

describe('the award book', () => {
  const award = (day: string, amount: bigint, window = day.slice(0, 7), recipient = 'rep_1') => ({
    rule: 'r',
    recipient,
    window,
    day: date(day),
    lines: [line({ amountMinor: amount }), line({ index: 1, medium: 'points', amountMinor: 7n })],
  });
  const march = { from: date('2017-03-01'), to: date('2017-04-01') };

  it('totals a rule’s awards to a recipient in a range, without the window that asks', () => {
    const book = createAwardBook(2, [
      award('2017-02-28', 1n),
      award('2017-03-01', 150n),
      award('2017-03-31', 25n),
      award('2017-04-01', 1n),
      award('2017-03-05', 9n, '2017-03', 'rep_2'),
    ]);
    expect(book.read('r', 'rep_1', march, 'count')).toBe(2);
    expect(book.read('r', 'rep_1', march, 'cash')).toBe(1.75);
    expect(book.read('r', 'rep_1', march, 'points')).toBe(14);
    expect(book.read('r', 'rep_1', march, 'count', '2017-03')).toBe(0);
    expect(book.read('r', 'rep_1', { from: undefined, to: date('2017-04-01') }, 'count')).toBe(3);
    expect(book.read('other', 'rep_1', march, 'cash')).toBe(0);
    book.add(award('2017-03-09', 100n));
    expect(book.read('r', 'rep_1', march, 'cash')).toBe(2.75);
  });
});
