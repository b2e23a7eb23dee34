import { describe, expect, it } from 'vitest';
import { PlanInvalid } from '../../../src/domain/rules/compile-problem.ts';
import { compileRuleSet } from '../../../src/domain/rules/compile-rule-set.ts';
import { cash, documentsOf } from '../evaluate/builders.ts';

const SHARED = [
  { kind: 'first', count: 3, window: 'day' },
  { kind: 'budget', most: 500, window: 'month' },
  { kind: 'plan-budget' },
];
const budget = { amount: 1000, window: 'month' };

const faults = (rule: object, plan: object = { budget }): string[] => {
  try {
    compileRuleSet(documentsOf({ plan, rules: [{ code: 'r', rewards: [cash(5)], ...rule }] }));
    return [];
  } catch (error) {
    if (!(error instanceof PlanInvalid)) throw error;
    return error.problems.map(({ document, pointer }) => document + pointer);
  }
};
const onOrder = { triggers: [{ activity: 'order.placed' }] };

describe('what everybody shares', () => {
  it('is refused in a rule that is judged at activities in the order of happening', () => {
    const limits = [{ kind: 'count', most: 1, window: 'day' }, ...SHARED];
    expect(faults({ ...onOrder, limits })).toEqual([1, 2, 3].map((at) => `rules/r.json/limits/${at}`));
  });

  it('is fine in the order of recording, and at a close', () => {
    expect(faults({ ...onOrder, limits: SHARED, contention: 'as-recorded' })).toEqual([]);
    expect(faults({ limits: SHARED })).toEqual([]);
  });

  it('cannot be the budget of a plan that has none', () => {
    expect(faults({ limits: [{ kind: 'plan-budget' }] }, { budget: undefined })).toEqual([
      'rules/r.json/limits/0',
    ]);
  });
});
