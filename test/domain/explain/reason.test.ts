import { describe, expect, it } from 'vitest';
import { reasonOf } from '../../../src/domain/explain/reason.ts';
import type { ConditionJson, TraceJson } from '../../../src/domain/explain/trace-json.ts';
import { readPlanFolder } from '../../read-plan-folder.ts';

const { documents } = await readPlanFolder('demo');

const comparison = (fact: string, actual: string, expected: string, result = true): ConditionJson => ({
  kind: 'comparison',
  fact,
  operator: 'greaterThanInclusive',
  actual,
  expected,
  result,
});

const traceOf = (conditions: ConditionJson, rest: Partial<TraceJson> = {}): TraceJson => ({
  conditions,
  amounts: [],
  limits: [],
  ...rest,
});

const ruleOf = (code: string) => documents.rules.find((rule) => rule.code === code);

describe('the reason of an award', () => {
  it('is the figure that decided, beside what it had to be', () => {
    const trace = traceOf(comparison('metric(metric visits, window month)', '12', '10'));
    expect(reasonOf(trace, undefined, documents)).toEqual({
      zh: expect.stringMatching(/ 12 \S+（≥ 10）$/),
      en: expect.stringMatching(/ 12 \(≥ 10\)$/),
    });
  });

  it('is a share in per cent', () => {
    const trace = traceOf(comparison('attainment(metric sales, window month)', '1.0433333', '1'));
    expect(reasonOf(trace, undefined, documents).zh).toMatch(/^净销售额.* 104\.33%（≥ 100%）$/);
  });

  it('is an attribute of the activity, by the name that its type gives it', () => {
    const trace = traceOf(comparison('activity.steps_done', '8', '8'));
    expect(reasonOf(trace, ruleOf('eight-step-visit'), documents)).toEqual({
      zh: '按顺序完成的步骤数 8（≥ 8）',
      en: 'Steps done in order 8 (≥ 8)',
    });
  });

  it('names the place, and leaves out what was not so', () => {
    const trace = traceOf(comparison('metric(metric visits, window month)', '1', '10', false), {
      place: { rank: 2, shared: 1, of: 9 },
    });
    expect(reasonOf(trace, undefined, documents)).toEqual({ zh: '第 2 名', en: 'place 2' });
  });

  it('is what the rule says of itself where no figure decided', () => {
    const rule = ruleOf('eight-step-visit');
    expect(reasonOf(null, rule, documents)).toEqual(rule?.description);
    expect(reasonOf(null, undefined, documents).en).toMatch(/no longer in the plan/);
  });
});
