import { type Finding, finding } from './finding.ts';
import type { LintedRule } from './linted-plan.ts';
import { rewardLines } from './reward-lines.ts';

/** Finds rankings that pay everybody who shares a place in full, so that ties cost more than the places add up to. */
export const checkUndecidedTie = (linted: LintedRule): Finding[] => {
  if (linted.rule.ranking?.ties !== 'same' || rewardLines(linted).length === 0) return [];
  return [
    finding(
      'undecided-tie',
      { document: linted.document, path: ['ranking', 'ties'] },
      {
        zh: '并列的人各拿全额，发出去的可能比各名次加起来还多。',
        en: 'Those who tie each get the full amount of their place, so that more can be paid than the places add up to.',
      },
      {
        zh: '改成平分（split）或先到先得（earliest）；本来就想人人全拿，可以保留。',
        en: 'Choose “split” or “earliest”; keep it if everybody who ties is meant to get all of it.',
      },
    ),
  ];
};
