import type { RuleSet } from '../rules/rule-set.ts';
import { checkBandGap } from './check-band-gap.ts';
import { checkBandUnreachable } from './check-band-unreachable.ts';
import { checkCliff } from './check-cliff.ts';
import { checkClosedGate } from './check-closed-gate.ts';
import { checkDecidedCondition } from './check-decided-condition.ts';
import { checkDeduction } from './check-deduction.ts';
import { checkExpired } from './check-expired.ts';
import { checkHold } from './check-hold.ts';
import { checkNoBudget } from './check-no-budget.ts';
import { checkNoRules } from './check-no-rules.ts';
import { checkUncapped } from './check-uncapped.ts';
import { checkUndecidedTie } from './check-undecided-tie.ts';
import { checkUnpayable } from './check-unpayable.ts';
import { checkUnreachableStep } from './check-unreachable-step.ts';
import { checkUnusedDefinition } from './check-unused-definition.ts';
import { compareFindings, type Finding } from './finding.ts';
import { type LintedPlan, type LintedRule, lintedPlan } from './linted-plan.ts';

const PLAN_CHECKS: readonly ((plan: LintedPlan) => Finding[])[] = [
  checkBandGap,
  checkDecidedCondition,
  checkNoBudget,
  checkNoRules,
];

const RULE_CHECKS: readonly ((rule: LintedRule) => Finding[])[] = [
  checkBandUnreachable,
  checkCliff,
  checkClosedGate,
  checkDeduction,
  checkExpired,
  checkHold,
  checkUncapped,
  checkUndecidedTie,
  checkUnpayable,
  checkUnreachableStep,
  checkUnusedDefinition,
];

/**
 * What in a compiled plan would surprise its author, those who pay or those who are paid. Pure, and in the order of
 * document, pointer and code; what does not compile at all is refused before and not repeated here.
 */
export const lintPlan = ({ documents }: RuleSet): Finding[] => {
  const plan = lintedPlan(documents);
  return [
    ...PLAN_CHECKS.flatMap((check) => check(plan)),
    ...plan.rules.flatMap((rule) => RULE_CHECKS.flatMap((check) => check(rule))),
  ].sort(compareFindings);
};
