import type { PlanProposal } from '../../../schemas/proposal.ts';
import type { Rule } from '../../../schemas/rule.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { PlanJson } from '../plan/plan-json.ts';

/** The files of a plan besides its rules, by the name of their documents. */
const FILES = {
  plan: 'plan.json',
  activityTypes: 'activity-types.json',
  metrics: 'metrics.json',
  targets: 'targets.json',
  badges: 'badges.json',
  prizes: 'prizes.json',
  mapping: 'mapping.json',
} as const satisfies Readonly<Partial<Record<keyof PlanJson, string>>>;

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
    documents: (Object.keys(FILES) as (keyof typeof FILES)[]).flatMap((name) =>
      canonicalJson(before?.[name]) === canonicalJson(after[name]) ? [] : FILES[name],
    ),
  };
};

const byCode = (rules: readonly Rule[]): ReadonlyMap<string, Rule> =>
  new Map(rules.map((rule) => [rule.code, rule]));
