import type { PlanProposal } from '../../../schemas/proposal.ts';
import type { Rule } from '../../../schemas/rule.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { PlanJson } from '../plan/plan-json.ts';
import { PLAN_FILES } from './plan-as-files.ts';

/** What differs between two versions of a plan; from none, everything is added. Rules are told apart by their codes. */
export const planDifference = (before: PlanJson | undefined, after: PlanJson): PlanProposal['differs'] => {
  const rulesBefore = byCode(before?.rules ?? []);
  const rulesAfter = byCode(after.rules);
  const named = (rules: Iterable<Rule>) => [...rules].map(({ code, name }) => ({ code, name }));
  return {
    added: named(after.rules.filter(({ code }) => !rulesBefore.has(code))),
    removed: named([...rulesBefore.values()].filter(({ code }) => !rulesAfter.has(code))),
    changed: named(
      after.rules.filter((rule) => {
        const known = rulesBefore.get(rule.code);
        return known !== undefined && canonicalJson(known) !== canonicalJson(rule);
      }),
    ),
    documents: (Object.keys(PLAN_FILES) as (keyof typeof PLAN_FILES)[]).flatMap((name) =>
      canonicalJson(before?.[name]) === canonicalJson(after[name]) ? [] : PLAN_FILES[name],
    ),
  };
};

const byCode = (rules: readonly Rule[]): ReadonlyMap<string, Rule> =>
  new Map(rules.map((rule) => [rule.code, rule]));
