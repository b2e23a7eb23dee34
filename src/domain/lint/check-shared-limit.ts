import { type Finding, finding } from './finding.ts';
import type { LintedRule } from './linted-plan.ts';

/**
 * Finds what everybody shares (the first n, a budget) in a rule that is judged in the order things happened. An
 * activity that arrives late would then take a place that somebody was already told is theirs.
 */
export const checkSharedLimit = ({ document, rule, compiler }: LintedRule): Finding[] => {
  if (compiler.context.close !== undefined || rule.contention === 'as-recorded') return [];
  return rule.limits.flatMap(({ kind }, index) =>
    kind === 'first' || kind === 'budget'
      ? finding(
          'shared-limit-as-occurred',
          { document, path: ['limits', index] },
          {
            zh: `${kind === 'first' ? '名额' : '预算'}是大家共用的，按发生时间判，补录一笔早的就会把别人已经拿到的挤掉。`,
            en: `Everybody shares this ${kind === 'first' ? 'number of places' : 'budget'}; judged by when things happened, a late entry would take away what somebody was already told.`,
          },
          {
            zh: '把 contention 改成 as-recorded：按录入先后，说了就算。',
            en: 'Set “contention” to “as-recorded”, so that the order of recording decides and stays.',
          },
        )
      : [],
  );
};
