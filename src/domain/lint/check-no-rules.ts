import { type Finding, finding } from './finding.ts';
import type { LintedPlan } from './linted-plan.ts';

/** Finds a plan without a single rule: it counts and ranks, and never grants anything. */
export const checkNoRules = ({ rules }: LintedPlan): Finding[] =>
  rules.length > 0
    ? []
    : [
        finding(
          'no-rules',
          { document: 'plan.json', path: [] },
          {
            zh: '方案里一条规则也没有，什么奖励都不会发。',
            en: 'The plan has no rules, so that nothing is ever granted.',
          },
          {
            zh: '把规则放进 rules 文件夹，每条一个 .json 文件。',
            en: 'Put its rules into the folder rules/, one .json file each.',
          },
        ),
      ];
