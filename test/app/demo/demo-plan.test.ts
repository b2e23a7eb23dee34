import { describe, expect, it } from 'vitest';
import { RuleSpecs } from '../../../schemas/rule-specs.ts';
import { PUBLIC_HOLIDAYS } from '../../../src/app/demo/public-holidays.ts';
import { isRuleFile, readPlan } from '../../../src/app/plan/read-plan.ts';
import { parsePeriod } from '../../../src/domain/calendar/period.ts';
import { demoPlanFiles } from './demo-plan-files.ts';

const files = demoPlanFiles();
const plan = readPlan(files);
const ruleFiles = [...files.keys()].filter(isRuleFile);

describe('the demo plan', () => {
  it('compiles', () => {
    expect(plan.ruleSet.rules.map(({ rule }) => rule.code).sort()).toEqual([
      'active-outlets',
      'collection-award',
      'daily-plan-met',
      'daily-visit-bonus',
      'eight-step-visit',
      'evergreen',
      'family-dinner',
      'iron-feet',
      'key-product-award',
      'key-terminal-promotion',
      'layered-target',
      'market-insight',
      'most-improved',
      'new-customer-award',
      'newcomer-training',
      'over-target-bonus',
      'pathfinder',
      'sales-champion',
      'speed-award',
      'standard-store',
      'team-of-the-month',
      'team-pool',
      'visit-streak',
      'week-star',
    ]);
  });

  it('names and describes every rule in both languages', () => {
    for (const { name, description } of plan.documents.rules) {
      expect(name.zh).toMatch(/\p{Script=Han}/u);
      expect(description?.zh).toMatch(/\p{Script=Han}/u);
      expect(`${name.en} ${description?.en}`).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('grants every badge and has rules of every category', () => {
    const { rules, badges } = plan.documents;
    const granted = rules.flatMap(({ rewards, steps }) =>
      [rewards, ...steps.map((step) => step.rewards)]
        .flat()
        .flatMap((reward) => (reward.kind === 'badge' ? [reward.badge] : [])),
    );
    expect(new Set(granted)).toEqual(new Set(badges.keys()));
    expect(new Set(rules.map(({ category }) => category))).toEqual(
      new Set(['result', 'process', 'spiritual']),
    );
  });
});

describe.each(ruleFiles)('%s', (file) => {
  const code = file.replace(/^rules\/(.*)\.json$/, '$1');
  const specs = RuleSpecs.parse(JSON.parse(files.get(`rules/${code}.specs.json`) ?? '{}'));

  it('is named after its code, and so are its cases', () => {
    expect(plan.documents.rules.map((rule) => rule.code)).toContain(code);
    expect(specs.rule).toBe(code);
    expect(parsePeriod(plan.documents.plan.calendar, specs.period)).toBeDefined();
  });

  it('has cases that are paid and cases that are not', () => {
    const amounts = specs.cases.map(({ awards }) => awards.length);
    expect(amounts.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...amounts)).toBeGreaterThan(0);
    expect(new Set(amounts).size).toBeGreaterThan(1);
  });

  it('has cases whose activities the plan understands', () => {
    const { activityTypes } = plan.documents;
    for (const { given } of [{ given: specs.background ?? {} }, ...specs.cases]) {
      for (const { id: _id, time: _time, rep: _rep, times: _times, type, ...data } of given.activities ??
        []) {
        const declared = activityTypes.get(type ?? '');
        const standard = ['outlet', 'product', 'amount', 'quantity'];
        const known = [...standard, ...Object.keys(declared?.attributes ?? {})];
        expect(Object.keys(data).filter((name) => !known.includes(name))).toEqual([]);
        expect(declared?.requires.filter((name) => !Object.hasOwn(data, name))).toEqual([]);
      }
    }
  });
});

describe('the calendar of the demo plan', () => {
  it('has the holidays on which the demo distributor does not work', () => {
    const listed = plan.documents.plan.calendar.holidays.map(({ date }) => date);
    expect(listed).toEqual([...new Set([...PUBLIC_HOLIDAYS.values()].flat())].sort());
    expect(plan.documents.plan.calendar.workingDays).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
