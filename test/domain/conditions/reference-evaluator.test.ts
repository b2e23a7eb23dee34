import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../schemas/condition.ts';
import { compileCondition } from '../../../src/domain/conditions/compile-condition.ts';
import {
  type EvaluatorPort,
  referenceEvaluator,
} from '../../../src/domain/conditions/reference-evaluator.ts';
import { type FactValue, toFactNumber } from '../../../src/domain/facts/fact-value.ts';
import { documents, frameFor, typedCompiler, valuesWith } from './builders.ts';

const compiledEvaluator: EvaluatorPort = {
  prepare: (...document) => {
    const { test } = compileCondition(...document);
    return { decide: async (frame) => ({ comparable: true, holds: test(frame) === true }) };
  },
};

const bothOn = (
  condition: Condition,
  values: Readonly<Record<string, FactValue>>,
  definitions: Readonly<Record<string, Condition>> = {},
) =>
  Promise.all(
    [compiledEvaluator, referenceEvaluator].map((evaluator) => {
      const compiler = typedCompiler(definitions);
      const prepared = evaluator.prepare(condition, compiler, []);
      expect(compiler.problems.list).toEqual([]);
      return prepared.decide(frameFor(compiler, values));
    }),
  );

describe('the two evaluators', () => {
  it.each([
    ['all is known', false, 0.8],
    ['much is unknown', true, 0.15],
  ] as const)('agree when %s', async (_name, unknown, leastCompared) => {
    let compared = 0;
    const seen = new Set<boolean>();
    const numRuns = 1000;
    await fc.assert(
      fc.asyncProperty(documents, valuesWith(unknown), async ({ condition, definitions }, values) => {
        const [compiled, reference] = await bothOn(condition, values, definitions);
        if (!reference?.comparable) return;
        expect(reference).toEqual(compiled);
        compared += 1;
        seen.add(reference.holds);
      }),
      { numRuns },
    );
    expect(compared / numRuns).toBeGreaterThan(leastCompared);
    expect(seen.size).toBe(2);
  });

  const more: Condition = { fact: 'n1', operator: 'greaterThan', value: 3 };

  it('agree that only what is known awards', async () => {
    const [compiled, reference] = await bothOn(
      { any: [more, { fact: 't1', operator: 'equal', value: 'a' }] },
      { t1: 'a' },
    );
    expect([compiled, reference]).toEqual([
      { comparable: true, holds: true },
      { comparable: true, holds: true },
    ]);
    expect(await bothOn(more, {})).toEqual([
      { comparable: true, holds: false },
      { comparable: true, holds: false },
    ]);
  });

  it.each<[string, Condition, Record<string, FactValue>]>([
    ['unknown under not', { not: more }, {}],
    ['unknown under not', { fact: 'n1', operator: 'not:greaterThan', value: 3 }, {}],
    ['unknown under not', { fact: 'n1', operator: 'notEqual', value: 3 }, {}],
    ['two unknown values', { fact: 'n1', operator: 'equal', value: { fact: 'n2' } }, {}],
    ['an unknown list', { fact: 't1', operator: 'in', value: { fact: 'l1' } }, { t1: 'a' }],
    [
      'a list with unknown elements',
      { fact: 'l1', operator: 'contains', value: 'a' },
      { l1: ['a', undefined] },
    ],
    [
      'numbers beyond a double',
      { fact: 'n1', operator: 'equal', value: '9007199254740992' },
      { n1: toFactNumber('9007199254740993') },
    ],
  ])('are not comparable for %s', async (reason, condition, values) => {
    const [, reference] = await bothOn(condition, values);
    expect(reference).toEqual({ comparable: false, reason });
  });

  it('compare long numbers that doubles can tell apart', async () => {
    expect(
      await bothOn(
        { fact: 'n1', operator: 'greaterThan', value: '123456789012.3456' },
        { n1: toFactNumber('123456789012.3457') },
      ),
    ).toEqual([
      { comparable: true, holds: true },
      { comparable: true, holds: true },
    ]);
  });

  it('decide each on its own when asked at once', async () => {
    const compiler = typedCompiler();
    const prepared = referenceEvaluator.prepare(more, compiler, []);
    const decisions = await Promise.all(
      Array.from({ length: 20 }, (_, n1) => prepared.decide(frameFor(compiler, { n1 }))),
    );
    expect(decisions.map((decision) => decision.comparable && decision.holds)).toEqual(
      Array.from({ length: 20 }, (_, n1) => n1 > 3),
    );
  });
});
