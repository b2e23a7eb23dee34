import { type Finding, finding } from './finding.ts';
import type { LintedPlan } from './linted-plan.ts';
import { boundedBy, rewardLines } from './reward-lines.ts';

/** How many rules a message names; the rest are counted. */
const NAMED = 3;

/** Finds a plan that pays the company's cash with a budget neither of its own nor of the rule that pays. */
export const checkNoBudget = ({ documents, rules }: LintedPlan): Finding[] => {
  if (documents.plan.budget) return [];
  const open = rules.filter((linted) =>
    rewardLines(linted).some(
      (line) =>
        line.kind === 'cash' && line.reward.payer === 'company' && !boundedBy(linted, line, ['budget']),
    ),
  );
  if (open.length === 0) return [];
  const codes = open.slice(0, NAMED).map(({ rule }) => rule.code);
  const more = open.length - codes.length;
  return [
    finding(
      'no-budget',
      { document: 'plan.json', path: [] },
      {
        zh: `方案没有预算，下面的规则发的是公司的现金：${codes.join('、')}${more > 0 ? ` 等 ${open.length} 条` : ''}。`,
        en: `The plan has no budget, and these rules pay the company’s cash: ${codes.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
      },
      {
        zh: '给方案定一个预算，或者给这些规则各加一个预算限制。',
        en: 'Give the plan a budget, or each of these rules a budget limit.',
      },
    ),
  ];
};
