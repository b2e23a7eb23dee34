import { type Finding, finding } from './finding.ts';
import type { LintedRule } from './linted-plan.ts';

/** Finds rules that end before they begin and so never hold. */
export const checkExpired = ({ document, rule }: LintedRule): Finding[] => {
  const { validFrom, validTo } = rule;
  if (validFrom === undefined || validTo === undefined || validTo >= validFrom) return [];
  return [
    finding(
      'expired',
      { document, path: ['validTo'] },
      {
        zh: `结束日期 ${validTo} 比开始日期 ${validFrom} 还早，这条规则一天也不会生效。`,
        en: `The rule ends on ${validTo}, before it begins on ${validFrom}; it never holds.`,
      },
      { zh: '改一下开始或结束日期。', en: 'Correct one of the two dates.' },
    ),
  ];
};
