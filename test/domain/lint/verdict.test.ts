import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Condition } from '../../../schemas/condition.ts';
import { verdictOf } from '../../../src/domain/lint/verdict.ts';
import { comparisons, decide, typedCompiler, valuesWith } from '../conditions/builders.ts';

/** Few facts and deep enough, so that decided conditions come up often. */
const trees: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    comparisons,
    fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((all) => ({ all })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((any) => ({ any })),
    tie('tree').map((not) => ({ not })),
  ),
})).tree;

it('never says never of what comes true, nor always of what comes false', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(trees, fc.array(valuesWith(true), { minLength: 5, maxLength: 5 }), (condition, frames) => {
      const verdict = verdictOf(condition, typedCompiler());
      seen.add(verdict);
      const results = frames.map((values) => decide(condition, values));
      if (verdict === 'never') expect(results).not.toContain(true);
      if (verdict === 'always') expect(results).not.toContain(false);
    }),
    { numRuns: 2000 },
  );
  expect(seen).toEqual(new Set(['never', 'always', 'sometimes']));
});
