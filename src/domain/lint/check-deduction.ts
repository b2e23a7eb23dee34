import { canBeNegative } from './extent.ts';
import { type Finding, finding } from './finding.ts';
import { lineExtent } from './line-extent.ts';
import type { LintedRule } from './linted-plan.ts';
import { rewardLines } from './reward-lines.ts';

/** Finds lines of cash or points whose amount can fall below 0 and so take something away. */
export const checkDeduction = (linted: LintedRule): Finding[] =>
  rewardLines(linted)
    .filter((line) => canBeNegative(lineExtent(linted, line)))
    .map(({ path }) =>
      finding(
        'deduction',
        { document: linted.document, path },
        {
          zh: '这一项可能算成负数，也就是扣钱。只能从奖励里扣，不能动底薪。',
          en: 'This can come out negative, which is a deduction. It reduces incentives only, never base pay.',
        },
        {
          zh: '不想扣，就加个下限 0（cap 的 least）；确实要扣，先和大家讲清楚。',
          en: 'Put a cap with “least”: 0 around it; or keep it, and tell everybody beforehand.',
        },
      ),
    );
