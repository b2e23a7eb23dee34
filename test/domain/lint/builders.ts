import type { Finding } from '../../../src/domain/lint/finding.ts';
import { lintPlan } from '../../../src/domain/lint/lint-plan.ts';
import { compileRuleSet } from '../../../src/domain/rules/compile-rule-set.ts';
import { documentsOf } from '../evaluate/builders.ts';

const BUDGET = { amount: '1000', window: 'month' };

/** The findings of a plan with a budget, so that only what the test is about is found. */
export const lintRules = (
  rules: readonly object[],
  parts: Parameters<typeof documentsOf>[0] = {},
): Finding[] =>
  lintPlan(compileRuleSet(documentsOf({ ...parts, plan: { budget: BUDGET, ...parts.plan }, rules })));

/** Findings in short: code, document and pointer. */
export const short = (findings: readonly Finding[]): string[] =>
  findings.map(({ code, document, pointer }) => `${code} ${document}${pointer}`);

/** The findings of one rule in short, without the name of its document. */
export const found = (rule: object, parts: Parameters<typeof documentsOf>[0] = {}): string[] =>
  lintRules([rule], parts).map(({ code, pointer }) => `${code} ${pointer}`);

export const below = (fact: object, value: unknown) => ({ ...fact, operator: 'lessThan', value });
export const equals = (fact: object, value: unknown) => ({ ...fact, operator: 'equal', value });
