import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Amount } from '../../../schemas/amount.ts';
import type { Extent } from '../../../src/domain/lint/extent.ts';
import { extentOfAmount } from '../../../src/domain/lint/extent-of-amount.ts';
import { decimal, ZERO } from '../../../src/domain/money/decimal.ts';
import { compileAmount } from '../../../src/domain/rewards/compile-amount.ts';
import { frameFor, typedCompiler } from '../conditions/builders.ts';

/** Far above what small numbers give in formulas of this depth. */
const HUGE = 1e14;
const measured: Extent = { low: ZERO, high: undefined, rises: true, sinks: false };

const amounts: fc.Arbitrary<Amount> = fc.letrec<{ amount: Amount }>((tie) => {
  const amount = tie('amount');
  const list = fc.tuple(amount, amount);
  const bands = fc
    .tuple(fc.constantFrom('marginal' as const, 'whole' as const), fc.boolean(), amount, amount)
    .map(([mode, open, rate, fixed]) => ({
      kind: 'bands' as const,
      mode,
      on: { fact: 'n1' },
      bands: [
        { from: 0, amount: fixed },
        { from: 2, rate, ...(open ? {} : { to: 5 }) },
      ],
    }));
  return {
    amount: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<Amount>(-2, 0, '0.5', 3),
      fc.constantFrom<Amount>({ fact: 'n1' }, { fact: 'n2' }),
      bands,
      fc.record({
        kind: fc.constantFrom('min', 'max', 'sum', 'product', 'difference'),
        of: list,
      }) as fc.Arbitrary<Amount>,
      fc.record(
        { kind: fc.constant('cap' as const), amount, most: amount, least: amount },
        { requiredKeys: ['kind', 'amount'] },
      ),
      fc.record(
        { kind: fc.constant('per-unit' as const), rate: amount, of: amount, over: amount, upTo: amount },
        { requiredKeys: ['kind', 'rate', 'of'] },
      ),
      fc.record({ kind: fc.constant('linear' as const), amount, of: amount, around: amount, rate: amount }),
      fc.record({ kind: fc.constant('guarantee' as const), earned: amount, level: amount }),
      fc.record({ kind: fc.constant('draw' as const), earned: amount, level: amount, outstanding: amount }),
      fc.record({
        kind: fc.constant('quotient' as const),
        of: fc.tuple(amount, fc.constantFrom<Amount>(2, -2)),
      }),
    ),
  };
}).amount;

const values = fc.record({ n1: fc.constantFrom(0, 1, 4, HUGE), n2: fc.constantFrom(0, 3, HUGE) });

it('holds what the formula gives, and misses no growth', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(amounts, values, (amount, figures) => {
      const compiler = typedCompiler();
      const result = compileAmount(amount, compiler, []).evaluate({ frame: frameFor(compiler, figures) });
      fc.pre(result !== undefined && compiler.problems.list.length === 0);
      const { low, high, rises, sinks } = extentOfAmount(amount, () => measured);
      for (const [end, known] of Object.entries({ low, high, rises, sinks }))
        seen.add(`${end} ${Boolean(known)}`);
      if (low) expect(result?.gte(low)).toBe(true);
      if (high) expect(result?.lte(high)).toBe(true);
      if (!rises) expect(result?.lt(decimal(HUGE / 1000))).toBe(true);
      if (!sinks) expect(result?.gt(decimal(-HUGE / 1000))).toBe(true);
    }),
    { numRuns: 5000 },
  );
  // Every end is known of some formulas and not of others, so that no claim above was empty.
  expect(seen.size).toBe(8);
});
