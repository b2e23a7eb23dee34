import { exponentOf } from '../money/currency.ts';
import { fromMinor, LARGEST_MINOR } from '../money/money.ts';
import { type Finding, finding } from './finding.ts';
import { lineExtent } from './line-extent.ts';
import type { LintedRule } from './linted-plan.ts';
import { boundedBy, rewardLines } from './reward-lines.ts';

/** Finds lines whose amount is always beyond what a line of the ledger holds, so that nobody can ever get them. */
export const checkUnpayable = (linted: LintedRule): Finding[] =>
  rewardLines(linted)
    .filter((line) => {
      const { currency } = linted.compiler.context.documents.plan;
      const most = fromMinor(LARGEST_MINOR, line.kind === 'cash' ? exponentOf(currency) : 0);
      const { low } = lineExtent(linted, line);
      return low?.gt(most) && !boundedBy(linted, line, ['amount']);
    })
    .map(({ path }) =>
      finding(
        'unpayable',
        { document: linted.document, path },
        {
          zh: '这个金额超出了账本一行能记的数，永远发不出去。',
          en: 'This amount is beyond what a line of the ledger can hold, so that it can never be granted.',
        },
        { zh: '检查数字和单位是否多写了零。', en: 'Check the number and its unit for zeros too many.' },
      ),
    );
