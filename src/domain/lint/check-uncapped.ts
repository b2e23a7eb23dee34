import { type Finding, finding } from './finding.ts';
import { lineExtent } from './line-extent.ts';
import type { LintedRule } from './linted-plan.ts';
import { boundedBy, rewardLines } from './reward-lines.ts';

/**
 * Finds lines of cash or points that grow without bound with what people sell or do. A limit on the amount and a
 * budget bound them; a count does not, since one award alone can be as large as it likes.
 */
export const checkUncapped = (linted: LintedRule): Finding[] =>
  rewardLines(linted)
    .filter((line) => !boundedBy(linted, line, ['amount', 'budget']) && lineExtent(linted, line).rises)
    .map(({ path, kind }) =>
      finding(
        'uncapped',
        { document: linted.document, path },
        {
          zh: `这笔${kind === 'cash' ? '奖金' : '积分'}没有封顶，业绩有多高就发多少。`,
          en: `Nothing caps this ${kind === 'cash' ? 'cash' : 'line of points'}: it grows as far as the figures do.`,
        },
        {
          zh: '加一个封顶（cap 的 most），或者加金额上限、预算。',
          en: 'Put a cap with “most” around it, or add an amount limit or a budget.',
        },
      ),
    );
