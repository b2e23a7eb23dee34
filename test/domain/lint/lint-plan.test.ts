import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ActivityTypes } from '../../../schemas/activity-type.ts';
import { Badges } from '../../../schemas/badge.ts';
import { Metrics } from '../../../schemas/metric.ts';
import { Plan } from '../../../schemas/plan.ts';
import { Rule } from '../../../schemas/rule.ts';
import { TargetFormulas } from '../../../schemas/target-formula.ts';
import { lintPlan } from '../../../src/domain/lint/lint-plan.ts';
import { compileRuleSet } from '../../../src/domain/rules/compile-rule-set.ts';
import { cash, metric } from '../evaluate/builders.ts';
import { lintRules, short } from './builders.ts';

const PLAN = new URL('../../../rules/plans/crm-quarter/', import.meta.url);
const json = (file: string): unknown => JSON.parse(readFileSync(new URL(file, PLAN), 'utf8'));

const crmQuarter = () => {
  const files = readdirSync(new URL('rules/', PLAN)).filter(
    (file) => file.endsWith('.json') && !file.endsWith('.specs.json'),
  );
  return compileRuleSet({
    plan: Plan.parse(json('plan.json')),
    activityTypes: new Map(ActivityTypes.parse(json('activity-types.json')).map((each) => [each.type, each])),
    metrics: new Map(Metrics.parse(json('metrics.json')).map((each) => [each.code, each])),
    targets: TargetFormulas.parse(json('targets.json')),
    badges: new Map(Badges.parse(json('badges.json')).map((each) => [each.code, each])),
    prizes: new Map(),
    rules: files.sort().map((file) => Rule.parse(json(`rules/${file}`))),
  });
};

it('finds in the CRM quarter only what its author left open on purpose', () => {
  expect(short(lintPlan(crmQuarter()))).toEqual([
    // 1.5 % of every deal of the product, however large the deal.
    'uncapped rules/key-product.json/rewards/0/amount',
    // 80 for every account from the sixth, without a last one.
    'uncapped rules/new-accounts.json/rewards/0/amount',
    // 0.5 % of whatever a region is above its target.
    'uncapped rules/team-pool.json/rewards/0/amount',
  ]);
});

it('finds a plan without rules', () => {
  expect(short(lintRules([]))).toEqual(['no-rules plan.json']);
});

it('says everything in two languages, with a remedy, in the order of document, pointer and code', () => {
  const limits = [{ kind: 'first', count: 1, window: 'day' }];
  const rules = [
    {
      code: 'b',
      contention: 'as-recorded',
      triggers: [{ activity: 'order.placed' }],
      limits,
      rewards: [cash({ kind: 'difference', of: [metric('sales'), 5] })],
    },
    { code: 'a', validFrom: '2026-02-01', validTo: '2026-01-01', rewards: [cash(5), cash(-5)] },
  ];
  const findings = lintRules(rules, { plan: { budget: undefined } });
  expect(short(findings)).toEqual([
    'no-budget plan.json',
    'deduction rules/a.json/rewards/1/amount',
    'expired rules/a.json/validTo',
    'deduction rules/b.json/rewards/0/amount',
    'uncapped rules/b.json/rewards/0/amount',
  ]);
  for (const { message, remedy, severity, code } of findings) {
    for (const text of [message, remedy]) {
      expect(text.zh).toMatch(/\p{Script=Han}.*。$/u);
      expect(text.en).toMatch(/^[A-Z].*\.$/);
    }
    expect(severity).toBe(code === 'expired' ? 'error' : 'warning');
  }
});
