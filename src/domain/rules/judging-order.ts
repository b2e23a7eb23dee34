import { compareText } from '../compare-text.ts';
import { deepFacts } from '../facts/deep-facts.ts';
import type { ResolvedFact } from '../facts/resolved-fact.ts';
import type { CompileProblems } from './compile-problem.ts';
import type { CompiledRule, CompiledTarget } from './rule-set.ts';

/** The codes of the other rules whose awards a rule reads, also by way of members and target formulas. */
export const awardsRead = (
  rule: CompiledRule,
  facts: readonly ResolvedFact[],
  targets: readonly CompiledTarget[],
): string[] =>
  deepFacts(rule.slots, facts, targets).flatMap(({ source }) =>
    source.of === 'awards' && source.rule !== rule.rule.code ? [source.rule] : [],
  );

/** Rules after those whose awards they read; among equals the higher priority first, then by code. */
export const inJudgingOrder = (
  rules: readonly CompiledRule[],
  facts: readonly ResolvedFact[],
  targets: readonly CompiledTarget[],
  problems: CompileProblems,
): CompiledRule[] => {
  const sorted = [...rules].sort(
    (a, b) => b.rule.priority - a.rule.priority || compareText(a.rule.code, b.rule.code),
  );
  const byCode = new Map(rules.map((rule) => [rule.rule.code, rule]));
  const ordered: CompiledRule[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (rule: CompiledRule): void => {
    const { code } = rule.rule;
    if (state.get(code) === 'done') return;
    if (state.get(code) === 'open') {
      problems.report([], `The rules around “${code}” read each other’s awards in a circle.`);
      return;
    }
    state.set(code, 'open');
    for (const read of awardsRead(rule, facts, targets)) {
      const other = byCode.get(read);
      if (other && other.close !== undefined && rule.activityTypes.length > 0) {
        problems.report(
          [code],
          `“${code}” is judged at activities, but reads the awards of “${read}”, which is judged at a close; judge both at a close.`,
        );
      }
      if (other) visit(other);
    }
    state.set(code, 'done');
    ordered.push(rule);
  };
  for (const rule of sorted) visit(rule);
  return ordered;
};
