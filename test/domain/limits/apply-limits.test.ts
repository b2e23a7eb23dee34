import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutcomeLine } from '../../../src/domain/awards/outcome.ts';
import type { FactValue } from '../../../src/domain/facts/fact-value.ts';
import { applyLimits, type Candidate, recordUsage } from '../../../src/domain/limits/apply-limits.ts';
import { createUsageBook } from '../../../src/domain/limits/usage.ts';
import { decimal } from '../../../src/domain/money/decimal.ts';
import { compileRuleSet } from '../../../src/domain/rules/compile-rule-set.ts';
import { date } from '../calendar/arbitraries.ts';
import { documentsOf } from '../evaluate/builders.ts';

const points = (amount: number): OutcomeLine => ({
  index: 0,
  medium: 'points',
  payer: 'company',
  amountMinor: BigInt(amount),
  currency: '',
  exact: decimal(amount),
  item: '',
});
const badge: OutcomeLine = { ...points(1), index: 1, medium: 'badge', item: 'star' };

/** Grants what the limits leave, one candidate after the other, and says what that was. */
const granting = (limits: readonly object[], reward: object = { kind: 'points', amount: 10 }) => {
  const documents = documentsOf({
    rules: [
      {
        code: 'r',
        triggers: [{ activity: 'visit.completed' }],
        per: ['activity'],
        rewards: [reward],
        limits,
        contention: 'as-recorded',
      },
    ],
  });
  const ruleSet = compileRuleSet(documents);
  const rule = ruleSet.rules[0];
  if (!rule) throw new Error('no rule');
  const book = createUsageBook();
  return (
    day: string,
    given: Readonly<{
      amount?: number;
      lines?: readonly OutcomeLine[];
      to?: string;
      team?: string;
      outlet?: string;
      facts?: Readonly<Record<string, FactValue>>;
    }> = {},
  ) => {
    const { amount = 10, lines = [points(amount)], to = 'ann', team, outlet, facts = {} } = given;
    const frame = { read: (slot: number) => facts[ruleSet.facts[slot]?.name ?? ''] };
    const candidate: Candidate = {
      recipient: to,
      team,
      outlet,
      product: undefined,
      day: date(day),
      lines,
      frame,
    };
    const left = applyLimits(rule, candidate, book, documents);
    if (left.lines.length > 0) recordUsage(rule, { ...candidate, lines: left.lines }, book, documents);
    return [
      left.lines.map(({ amountMinor }) => Number(amountMinor)).join('+'),
      ...left.notes.map(({ kind, effect }) => `${kind} ${effect}`),
    ]
      .join(' ')
      .trim();
  };
};

describe('the ledger', () => {
  const of = (amountMinor: bigint): OutcomeLine => ({ ...points(1), amountMinor });
  const largest = 2n ** 63n - 1n;

  it('holds up to 2^63 - 1 minor units either way, and refuses the whole award beyond', () => {
    const grant = granting([]);
    expect(grant('2017-03-09', { lines: [of(largest), badge] })).toBe(`${Number(largest)}+1`);
    expect(grant('2017-03-09', { lines: [of(-largest)] })).toBe(`${Number(-largest)}`);
    expect(grant('2017-03-09', { lines: [badge, of(largest + 1n)] })).toBe('ledger refused');
    expect(grant('2017-03-09', { lines: [of(-largest - 1n)] })).toBe('ledger refused');
  });

  it('comes after the limits of the rule, which may cut the amount to size', () => {
    const grant = granting([{ kind: 'amount', most: 30, window: 'day' }]);
    expect(grant('2017-03-09', { lines: [of(10n ** 5000n)] })).toBe('30 amount cut');
  });
});

describe('amount', () => {
  const daily = { kind: 'amount', most: 30, window: 'day' };

  it('cuts the award that passes 30 points a day, refuses the next and starts anew tomorrow', () => {
    const grant = granting([daily]);
    expect(
      ['2017-03-09', '2017-03-09', '2017-03-09', '2017-03-09'].map((day) => grant(day, { amount: 13 })),
    ).toEqual(['13', '13', '4 amount cut', 'amount refused']);
    expect(grant('2017-03-10', { amount: 13 })).toBe('13');
  });

  it('is each rep’s own, and fills to the last point', () => {
    const grant = granting([daily]);
    expect([
      grant('2017-03-09', { amount: 30 }),
      grant('2017-03-09', { amount: 30, to: 'bob' }),
      grant('2017-03-09', { amount: 1 }),
    ]).toEqual(['30', '30', 'amount refused']);
    expect(granting([daily])('2017-03-09', { amount: 31 })).toBe('30 amount cut');
  });

  it('counts per outlet where asked', () => {
    const grant = granting([{ ...daily, per: 'outlet' }]);
    expect([
      grant('2017-03-09', { amount: 30, outlet: 'x' }),
      grant('2017-03-09', { amount: 30, outlet: 'y' }),
      grant('2017-03-09', { amount: 30, outlet: 'x' }),
    ]).toEqual(['30', '30', 'amount refused']);
  });

  it('leaves the other lines of the award', () => {
    const grant = granting([daily]);
    expect(grant('2017-03-09', { lines: [points(40), badge] })).toBe('30+1 amount cut');
    expect(grant('2017-03-09', { lines: [points(40), badge] })).toBe('1 amount refused');
  });

  it('reads its bound in the currency’s units and from facts; an unknown bound lets nothing through', () => {
    const cash = granting([{ kind: 'amount', most: '0.30', window: 'month' }], { kind: 'cash', amount: 1 });
    expect([cash('2017-03-09', { amount: 20 }), cash('2017-03-09', { amount: 20 })]).toEqual([
      '20',
      '10 amount cut',
    ]);
    const own = granting([{ kind: 'amount', most: { fact: 'activity.amount' }, window: 'month' }]);
    expect(own('2017-03-09', { facts: { 'activity.amount': 7 } })).toBe('7 amount cut');
    expect(own('2017-03-09')).toBe('amount refused');
  });

  it('refuses to bound a reward line that the rule does not have', () => {
    expect(() => granting([{ ...daily, reward: 3 }])).toThrow(/limits\/0\/reward/);
  });
});

describe('count, first, cool-down', () => {
  it('count awards in a window', () => {
    const grant = granting([{ kind: 'count', most: 2, window: 'month' }]);
    expect([
      grant('2017-03-01'),
      grant('2017-03-31'),
      grant('2017-03-31'),
      grant('2017-04-01'),
      grant('2017-03-31', { to: 'bob' }),
    ]).toEqual(['10', '10', 'count refused', '10', '10']);
  });

  it('admit the first n of the company or of each team', () => {
    const company = granting([{ kind: 'first', count: 2, window: 'month' }]);
    expect(['a', 'b', 'c'].map((to) => company('2017-03-09', { to, team: to }))).toEqual([
      '10',
      '10',
      'first refused',
    ]);
    const teams = granting([{ kind: 'first', count: 1, window: 'month', scope: 'team' }]);
    expect([
      teams('2017-03-09', { to: 'a', team: 'n' }),
      teams('2017-03-09', { to: 'b', team: 'n' }),
      teams('2017-03-09', { to: 'c', team: 's' }),
    ]).toEqual(['10', 'first refused', '10']);
  });

  it('leave so many days between two awards', () => {
    const grant = granting([{ kind: 'cool-down', days: 7 }]);
    expect(['2017-03-01', '2017-03-01', '2017-03-07', '2017-03-08'].map((day) => grant(day))).toEqual([
      '10',
      'cool-down refused',
      'cool-down refused',
      '10',
    ]);
    const outlets = granting([{ kind: 'cool-down', days: 7, per: 'outlet' }]);
    expect([
      outlets('2017-03-01', { outlet: 'x' }),
      outlets('2017-03-02', { outlet: 'y' }),
      outlets('2017-03-03', { outlet: 'x' }),
    ]).toEqual(['10', '10', 'cool-down refused']);
  });
});

describe('budget and hold', () => {
  it('refuse whole what does not fit, and grant what still does', () => {
    const grant = granting([{ kind: 'budget', most: 25, window: 'month' }]);
    expect([
      grant('2017-03-01', { to: 'a' }),
      grant('2017-03-02', { to: 'b', amount: 16 }),
      grant('2017-03-03', { to: 'c', amount: 15 }),
      grant('2017-03-04', { to: 'd', amount: 1 }),
    ]).toEqual(['10', 'budget refused', '15', 'budget refused']);
  });

  it('hold until the condition is true; unknown is not yet', () => {
    const grant = granting([
      { kind: 'hold', until: { fact: 'activity.amount', operator: 'greaterThan', value: 5 } },
    ]);
    const on = (amount: number | undefined) => grant('2017-03-01', { facts: { 'activity.amount': amount } });
    expect([on(5), on(undefined), on(6)]).toEqual(['hold held', 'hold held', '10']);
  });
});

describe('together', () => {
  it('apply in the order they are written, each to what the one before left', () => {
    const grant = granting([
      { kind: 'amount', most: 30, window: 'day' },
      { kind: 'count', most: 3, window: 'month' },
      { kind: 'budget', most: 50, window: 'month' },
    ]);
    expect(grant('2017-03-01', { amount: 40 })).toBe('30 amount cut');
    expect(grant('2017-03-02', { amount: 25 })).toBe('budget refused');
    expect(grant('2017-03-02', { amount: 15 })).toBe('15');
    expect(grant('2017-03-03', { amount: 5 })).toBe('5');
    expect(grant('2017-03-04', { amount: 1 })).toBe('count refused');
  });

  it('use up nothing by what was refused', () => {
    const grant = granting([
      { kind: 'count', most: 1, window: 'month' },
      { kind: 'budget', most: 10, window: 'month' },
    ]);
    expect([grant('2017-03-01', { amount: 11 }), grant('2017-03-01', { amount: 10 })]).toEqual([
      'budget refused',
      '10',
    ]);
  });

  it('never grant more than any bound, whoever comes and in whatever order', () => {
    const attempts = fc.array(
      fc.record({
        day: fc.integer({ min: 1, max: 3 }),
        to: fc.constantFrom('a', 'b', 'c'),
        amount: fc.integer({ min: 1, max: 40 }),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(attempts, (list) => {
        const grant = granting([
          { kind: 'amount', most: 30, window: 'day' },
          { kind: 'count', most: 4, window: 'month' },
          { kind: 'budget', most: 100, window: 'month' },
        ]);
        const granted = list.map((each) => ({
          ...each,
          got: Number(
            /^\d+/.exec(grant(`2017-03-0${each.day}`, { to: each.to, amount: each.amount }))?.[0] ?? 0,
          ),
        }));
        const total = (keys: typeof granted) => keys.reduce((sum, { got }) => sum + got, 0);
        expect(total(granted)).toBeLessThanOrEqual(100);
        for (const of of Map.groupBy(granted, ({ day, to }) => `${day}${to}`).values())
          expect(total(of)).toBeLessThanOrEqual(30);
        for (const of of Map.groupBy(granted, ({ to }) => to).values())
          expect(of.filter(({ got }) => got > 0).length).toBeLessThanOrEqual(4);
        for (const { amount, got } of granted) expect(got).toBeLessThanOrEqual(amount);
      }),
      { numRuns: 200 },
    );
  });
});
