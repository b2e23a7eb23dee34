import { describe, expect, it } from 'vitest';
import { PlanInvalid } from '../../../src/domain/rules/compile-problem.ts';
import { ruleVersion } from '../../../src/domain/rules/compile-rule.ts';
import { compileRuleSet } from '../../../src/domain/rules/compile-rule-set.ts';
import { documentFault } from '../../../src/domain/rules/document-bounds.ts';
import { nearestName } from '../../../src/domain/rules/nearest-name.ts';
import { atLeast, attainment, cash, documentsOf, metric, ruleOf } from '../evaluate/builders.ts';

type Parts = Parameters<typeof documentsOf>[0];

const problemsOf = (parts: Parts): string[] => {
  try {
    compileRuleSet(documentsOf(parts));
    return [];
  } catch (error) {
    if (!(error instanceof PlanInvalid)) throw error;
    return error.problems.map(({ document, pointer }) => document + pointer);
  }
};
const orderOf = (...rules: readonly object[]) =>
  compileRuleSet(documentsOf({ rules })).rules.map(({ rule }) => rule.code);
const awards = (rule: string) => ({ fact: 'awards', params: { rule, window: 'month' } });

describe('judging order', () => {
  it('is by priority, then by code', () => {
    expect(
      orderOf(
        { code: 'b', rewards: [cash(1)] },
        { code: 'c', priority: 5, rewards: [cash(1)] },
        { code: 'a', rewards: [cash(1)] },
      ),
    ).toEqual(['c', 'a', 'b']);
  });

  it('puts a rule after those whose awards it reads, whatever their priority', () => {
    expect(
      orderOf(
        { code: 'a', priority: 9, conditions: atLeast(awards('b'), 1), rewards: [cash(1)] },
        { code: 'b', rewards: [cash(awards('c'))] },
        { code: 'c', rewards: [cash(1)] },
      ),
    ).toEqual(['c', 'b', 'a']);
  });

  it('sees the awards that are read by way of a team’s members', () => {
    const team = {
      code: 'a',
      subject: 'team',
      conditions: atLeast({ fact: 'members', params: { aggregate: 'sum', of: awards('z') } }, 1),
      rewards: [cash(1)],
    };
    expect(orderOf(team, { code: 'z', rewards: [cash(1)] })).toEqual(['z', 'a']);
  });

  it('sees the awards that are read by way of a target', () => {
    const documents = documentsOf({
      rules: [
        { code: 'a', conditions: atLeast(attainment('sales'), 1), rewards: [cash(1)] },
        { code: 'z', rewards: [cash(1)] },
      ],
      targets: [{ metric: 'sales', period: 'month', amount: awards('z') }],
    });
    expect(compileRuleSet(documents).rules.map(({ rule }) => rule.code)).toEqual(['z', 'a']);
  });

  it('refuses circles', () => {
    expect(
      problemsOf({
        rules: [
          { code: 'a', conditions: atLeast(awards('b'), 1), rewards: [cash(1)] },
          { code: 'b', conditions: atLeast(awards('a'), 1), rewards: [cash(1)] },
        ],
      }),
    ).toHaveLength(1);
    expect(
      problemsOf({
        rules: [
          { code: 'a', conditions: { ...awards('a'), operator: 'lessThan', value: 3 }, rewards: [cash(1)] },
        ],
      }),
    ).toEqual([]);
  });
});

describe('faults', () => {
  it('of a rule at activities that reads awards which only a close decides', () => {
    const instant = {
      code: 'a',
      triggers: [{ activity: 'order.placed' }],
      conditions: { ...awards('z'), operator: 'greaterThan', value: 0 },
      rewards: [cash(1)],
    };
    const closed = { code: 'z', triggers: [{ close: 'month' }], rewards: [cash(1)] };
    expect(problemsOf({ rules: [instant, closed] })).toEqual(['rules/a']);
  });

  it('are all named, each with its document and pointer', () => {
    expect(
      problemsOf({
        plan: { boards: [{ code: 'b', metric: 'sale' }] },
        targets: [{ metric: 'sale', period: 'month', amount: metric('vists') }],
        rules: [
          {
            code: 'one',
            conditions: atLeast(metric('sale'), 1),
            rewards: [cash(1), { kind: 'badge', badge: 'star' }],
          },
          {
            code: 'two',
            triggers: [{ activity: 'order.plcaed' }],
            steps: [
              {
                code: 's',
                conditions: atLeast({ fact: 'rep.cod' }, 1),
                rewards: [{ kind: 'prize', prize: 'cup' }],
              },
            ],
          },
        ],
      }).sort(),
    ).toEqual([
      'plan.json/boards/0/metric',
      'rules/one.json/conditions/params/metric',
      'rules/one.json/rewards/1/badge',
      'rules/two.json/steps/0/conditions/fact',
      'rules/two.json/steps/0/rewards/0/prize',
      'rules/two.json/triggers/0/activity',
      'targets.json/0/amount/params/metric',
      'targets.json/0/metric',
    ]);
  });

  it('of metrics stand where they were written, ratios counted in', () => {
    const ratio = { code: 'rate', aggregate: 'ratio', numerator: 'sales', denominator: 'visits' };
    const wrong = {
      code: 'wrong',
      aggregate: 'count',
      activities: ['order.placed'],
      where: { fact: 'activity.amuont', operator: 'equal', value: 1 },
    };
    expect(problemsOf({ metrics: [ratio, wrong] })).toEqual(['metrics.json/1/where/fact']);
  });

  it('keep figures out of the filters of metrics', () => {
    expect(
      problemsOf({
        metrics: [
          { code: 'm', aggregate: 'count', activities: ['order.placed'], where: atLeast(metric('sales'), 1) },
        ],
      }),
    ).toEqual(['metrics.json/0/where/fact']);
  });

  it('name the parts of a derived field that do not exist', () => {
    const type = (derived: object) => ({
      activityTypes: [{ type: 'deal.won', derived: { it: derived } }],
      rules: [{ triggers: [{ activity: 'deal.won' }], rewards: [cash({ fact: 'activity.it' })] }],
    });
    expect(problemsOf(type({ kind: 'sum', of: ['amount', 'quantity'] }))).toEqual([]);
    expect(problemsOf(type({ kind: 'sum', of: ['amount', 'quantty'] }))).toHaveLength(1);
    expect(problemsOf(type({ kind: 'lookup', from: 'rep', attribute: 'toString' })).length).toBeGreaterThan(
      0,
    );
  });

  it('refuse what only a close knows, at an activity', () => {
    const instant = (conditions: object) =>
      problemsOf({ rules: [{ triggers: [{ activity: 'order.placed' }], conditions, rewards: [cash(1)] }] });
    expect(instant(atLeast(metric('sales', 'month', { scope: 'company' }), 1))).toEqual([
      'rules/rule.json/conditions/params/scope',
    ]);
    expect(instant(atLeast({ fact: 'rank', params: { metric: 'sales', window: 'month' } }, 1))).toHaveLength(
      1,
    );
    expect(instant(atLeast({ fact: 'members', params: { aggregate: 'count' } }, 1))).toHaveLength(1);
    expect(
      problemsOf({ rules: [{ conditions: atLeast({ fact: 'activity.amount' }, 1), rewards: [cash(1)] }] }),
    ).toEqual(['rules/rule.json/conditions/fact']);
  });

  it('of a definition count, whether a condition names it or not, and once however often one does', () => {
    const definitions = { busy: { fact: 'rep.cod', operator: 'equal', value: 'a' } };
    expect(problemsOf({ rules: [{ definitions, rewards: [cash(1)] }] })).toEqual([
      'rules/rule.json/definitions/busy/fact',
    ]);
    const twice = { all: [{ condition: 'busy' }, { not: { condition: 'busy' } }] };
    expect(problemsOf({ rules: [{ definitions, conditions: twice, rewards: [cash(1)] }] })).toEqual([
      'rules/rule.json/definitions/busy/fact',
    ]);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuse a definition called %s', (name) => {
    const document = `{"definitions":{"${name}":{"fact":"rep.code","operator":"equal","value":"a"}}}`;
    expect(documentFault(JSON.parse(document))).toMatchObject({ pointer: `/definitions/${name}` });
  });

  it('refuse places in steps without a ranking', () => {
    const places = { kind: 'places', amounts: [10] };
    expect(() => ruleOf({ rewards: [cash(places)] })).toThrow();
    expect(() =>
      ruleOf({ steps: [{ code: 's', conditions: atLeast(metric('sales'), 1), rewards: [cash(places)] }] }),
    ).toThrow();
  });

  it('refuse a streak level that is no exact number, and take one written as text', () => {
    const streak = (level: unknown) =>
      problemsOf({
        rules: [
          {
            conditions: atLeast(
              { fact: 'streak', params: { metric: 'sales', unit: 'day', atLeast: level } },
              3,
            ),
            rewards: [cash(1)],
          },
        ],
      });
    expect(streak('20565.62')).toEqual([]);
    expect(streak(0)).toEqual(['rules/rule.json/conditions/params/atLeast']);
    expect(streak('many')).toEqual(['rules/rule.json/conditions/params/atLeast']);
    expect(streak(1e-7)).toEqual(['rules/rule.json/conditions/params/atLeast']);
  });
});

describe('a rule set', () => {
  it('indexes rules by what triggers them and shares equal facts', () => {
    const set = compileRuleSet(
      documentsOf({
        rules: [
          {
            code: 'a',
            triggers: [{ activity: 'order.placed' }, { activity: 'visit.completed' }],
            conditions: atLeast(metric('sales'), 1),
            rewards: [cash(1)],
          },
          {
            code: 'b',
            triggers: [{ activity: 'order.placed' }],
            conditions: atLeast({ fact: 'metric', params: { window: 'month', metric: 'sales' } }, 2),
            rewards: [cash(1)],
          },
          { code: 'c', triggers: [{ close: 'quarter' }], rewards: [cash(1)] },
        ],
      }),
    );
    const codes = (rules: readonly { rule: { code: string } }[] = []) => rules.map(({ rule }) => rule.code);
    expect(codes(set.byActivityType.get('order.placed'))).toEqual(['a', 'b']);
    expect(codes(set.byActivityType.get('visit.completed'))).toEqual(['a']);
    expect(codes(set.byClose.get('quarter'))).toEqual(['c']);
    expect(set.facts.map(({ name }) => name)).toEqual(['metric']);
    expect(set.rules.map(({ window }) => window)).toEqual(['day', 'day', 'quarter']);
  });

  it('names a version by what the document says, not by how it is written', () => {
    const [rule, same, other] = [
      { code: 'a', rewards: [cash(1)] },
      { rewards: [cash(1)], code: 'a', $schema: './rule.schema.json' },
      { code: 'a', rewards: [cash(2)] },
    ].map((each) => ruleVersion(ruleOf(each)));
    expect(same).toBe(rule);
    expect(other).not.toBe(rule);
    expect(rule).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe('the nearest name', () => {
  it.each([
    ['sale', 'sales'],
    ['slaes', 'sales'],
    ['VISITS', 'visits'],
    ['visit', 'visits'],
    ['quite.another', undefined],
    ['', undefined],
  ])('to %j is %j', (written, known) => {
    expect(nearestName(written, ['sales', 'visits', 'displays'])).toBe(known);
  });
});
