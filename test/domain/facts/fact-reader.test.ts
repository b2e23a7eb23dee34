import { describe, expect, it } from 'vitest';
import { createAwardBook } from '../../../src/domain/awards/awards-reader.ts';
import { addDays } from '../../../src/domain/calendar/local-date.ts';
import { judgeClose } from '../../../src/domain/evaluate/judge-close.ts';
import { createFrame, type FactSources } from '../../../src/domain/facts/fact-reader.ts';
import { type FactNumber, type FactValue, factValueToJson } from '../../../src/domain/facts/fact-value.ts';
import { requirementsOf } from '../../../src/domain/facts/requirements.ts';
import { createUsageBook } from '../../../src/domain/limits/usage.ts';
import { type MetricQuestion, questionKey } from '../../../src/domain/metrics/metric-reader.ts';
import type { Rep } from '../../../src/domain/population.ts';
import { compileRuleSet } from '../../../src/domain/rules/compile-rule-set.ts';
import { date } from '../calendar/arbitraries.ts';
import {
  atLeast,
  attainment,
  cash,
  documentsOf,
  frameOn,
  metric,
  order,
  periodOf,
  populationOf,
  rep,
} from '../evaluate/builders.ts';

const ann = rep('ann', { league: 'gold', hiredOn: date('2016-05-31'), attributes: { grade: 'A' } });
const others = [
  rep('bob', { league: 'gold', leftOn: date('2017-03-10') }),
  rep('cid', { league: 'iron' }),
  rep('dan'),
];
const population = populationOf([ann, ...others], { north: ['ann', 'bob'], south: ['cid'] });
const metrics = [
  { code: 'largest', aggregate: 'max', of: 'amount', activities: ['order.placed'] },
  { code: 'per_visit', aggregate: 'ratio', numerator: 'sales', denominator: 'visits' },
  { code: 'orders', aggregate: 'count', activities: ['order.placed'] },
  { code: 'mean', aggregate: 'ratio', numerator: 'sales', denominator: 'orders' },
];

const activities = [
  order('1', '2016-12-05', 'ann', '90'),
  order('2', '2017-01-05', 'ann', '60'),
  order('3', '2017-02-05', 'ann', '30'),
  order('4', '2017-03-02', 'ann', '70'),
  order('5', '2017-03-09', 'ann', '30'),
  order('6', '2017-03-03', 'bob', '100'),
  order('7', '2017-03-03', 'cid', '200'),
];

/** What a fact says about a rep at the close of March 2017, or on another day. */
const fact = (
  ref: object,
  { who = 'ann', day = '2017-03-31', targets = {}, plan = {}, formulas = [] as object[] } = {},
) => {
  const rule = { rewards: [cash(1)], conditions: { all: [{ ...ref, operator: 'equal', value: ref }] } };
  const documents = documentsOf({
    rules: [rule],
    metrics,
    targets: formulas,
    plan: { attributes: { rep: { grade: 'text' } }, ...plan },
  });
  const { frame, ruleSet } = frameOn({ documents, population, activities, targets }, who, day);
  return factValueToJson(frame.read(ruleSet.rules[0]?.slots[0] ?? -1));
};
const figure = (name: string, params: object) => ({
  fact: name,
  params: { metric: 'sales', window: 'month', ...params },
});

describe('facts about a rep', () => {
  it.each<[string, string, unknown]>([
    ['rep.code', '2017-03-31', 'ann'],
    ['rep.team', '2017-03-31', 'north'],
    ['rep.league', '2017-03-31', 'gold'],
    ['rep.grade', '2017-03-31', 'A'],
    ['rep.hired_on', '2017-03-31', '2016-05-31'],
    ['rep.left_on', '2017-03-31', null],
    ['rep.tenure_days', '2016-06-30', '30'],
    ['rep.tenure_months', '2016-06-30', '0'],
    ['rep.tenure_months', '2016-07-31', '2'],
    ['rep.employed', '2016-05-30', false],
    ['rep.employed', '2016-05-31', true],
  ])('%s on %s is %j', (name, day, value) => {
    expect(fact({ fact: name }, { day })).toBe(value);
  });

  it('are unknown where master data do not say', () => {
    expect(fact({ fact: 'rep.tenure_days' }, { who: 'bob' })).toBeNull();
    expect(fact({ fact: 'rep.team' }, { who: 'dan' })).toBeNull();
    expect(fact({ fact: 'rep.employed' }, { who: 'bob', day: '2017-03-10' })).toBe(true);
    expect(fact({ fact: 'rep.employed' }, { who: 'bob', day: '2017-03-11' })).toBe(false);
  });
});

describe('figures', () => {
  it('sum over their window and scope', () => {
    expect(fact(metric('sales'))).toBe('100');
    expect(fact(metric('sales'), { day: '2017-03-08' })).toBe('70');
    expect(fact(metric('sales', 'lifetime'))).toBe('280');
    expect(fact(metric('sales', 'month', { scope: 'team' }))).toBe('200');
    expect(fact(metric('sales', 'month', { scope: 'company' }))).toBe('400');
    expect(fact(metric('sales', 'month', { scope: 'team' }), { who: 'dan' })).toBeNull();
    expect(fact(metric('sales', 'previous-3-month'))).toBe('180');
    expect(fact(metric('sales', 'previous-3-month', { average: true }))).toBe('60');
    expect(fact(metric('sales'), { who: 'dan' })).toBe('0');
  });

  it('are unknown as a ratio over nothing', () => {
    expect(fact(metric('mean'))).toBe('50');
    expect(fact(metric('mean'), { who: 'dan' })).toBeNull();
    expect(fact(metric('per_visit'))).toBeNull();
  });

  it('compare with targets, given ones first', () => {
    const targets = { 'rep_ann|sales|2017-03': '80' };
    expect(fact(figure('target', {}), { targets })).toBe('80');
    expect(fact(figure('attainment', {}), { targets })).toBe('1.25');
    expect(fact(figure('attainment', {}), { targets: { 'rep_ann|sales|2017-03': '0' } })).toBeNull();
    expect(fact(figure('attainment', {}))).toBeNull();
    expect(fact(figure('target', { tier: 'stretch' }), { targets })).toBeNull();
    const formulas = [
      {
        metric: 'sales',
        period: 'month',
        tier: 'stretch',
        amount: { kind: 'product', of: [metric('sales', 'month', { ago: 1 }), '1.55'] },
        round: { to: 1 },
      },
    ];
    expect(fact(figure('target', { tier: 'stretch' }), { targets, formulas })).toBe('47');
    expect(fact(figure('target', {}), { formulas })).toBeNull();
  });

  it('take a target in proportion to the working days passed', () => {
    const targets = { 'rep_ann|sales|2017-03': '230' };
    const pace = (day: string, plan = {}) =>
      fact(figure('timeProportionalAttainment', {}), { targets, day, plan });
    expect(pace('2017-03-31')).toBe(fact(figure('attainment', {}), { targets }));
    expect(pace('2017-03-02')).toBe('3.5');
    expect(pace('2017-03-09')?.toString().slice(0, 8)).toBe('1.428571');
    const closed = {
      calendar: {
        timeZone: 'Asia/Shanghai',
        holidays: Array.from({ length: 31 }, (_, index) => ({ date: addDays(date('2017-03-01'), index) })),
      },
    };
    expect(pace('2017-03-31', closed)).toBe(fact(figure('attainment', {}), { targets }));
  });

  it('rank by who has more, in the company, the team or the league', () => {
    expect(['ann', 'bob', 'cid', 'dan'].map((who) => fact(figure('rank', {}), { who }))).toEqual([
      '2',
      '2',
      '1',
      '4',
    ]);
    expect(
      ['ann', 'bob', 'cid', 'dan'].map((who) => fact(figure('rank', { scope: 'league' }), { who })),
    ).toEqual(['1', '1', '1', null]);
    expect(
      ['ann', 'bob', 'cid', 'dan'].map((who) => fact(figure('rank', { scope: 'team' }), { who })),
    ).toEqual(['1', '1', '1', null]);
  });
});

describe('requirements', () => {
  it('name every figure that a close reads', () => {
    const awards = { fact: 'awards', params: { rule: 'other', window: 'month' } };
    const rules = [
      { code: 'other', rewards: [cash(1)] },
      {
        code: 'r',
        eligibility: atLeast(metric('mean', 'quarter'), 0),
        conditions: {
          any: [
            atLeast(attainment('sales'), 1),
            atLeast(figure('rank', { scope: 'league' }), 1),
            atLeast({ fact: 'streak', params: { metric: 'orders', unit: 'week', atLeast: 1 } }, 2),
            atLeast(awards, 3),
            atLeast(metric('sales', 'month', { scope: 'team' }), 1),
          ],
        },
        ranking: { by: metric('largest', 'year'), top: 9, ties: 'earliest' },
        rewards: [
          cash({
            kind: 'bands',
            on: attainment('orders', 'quarter'),
            mode: 'marginal',
            bands: [{ from: 0, rate: metric('sales', 'lifetime') }],
          }),
        ],
        limits: [{ kind: 'amount', most: metric('sales', 'rolling-30'), window: 'month' }],
      },
      {
        code: 't',
        subject: 'team',
        recipients: { members: { where: atLeast(metric('visits'), 0) } },
        conditions: atLeast(
          { fact: 'members', params: { aggregate: 'sum', of: metric('sales', 'week') } },
          0,
        ),
        rewards: [
          cash({ kind: 'pool', total: metric('sales'), share: 'contribution', by: metric('orders') }),
        ],
      },
    ];
    const targets = [
      {
        metric: 'sales',
        period: 'month',
        amount: metric('sales', 'previous-3', { average: true }),
        conditions: atLeast(metric('visits', 'year'), 0),
      },
    ];
    const documents = documentsOf({ rules, metrics, targets });
    const ruleSet = compileRuleSet(documents);
    const period = periodOf(documents, '2017-03');
    const moment = { day: addDays(period.to, -1), period };
    const required = requirementsOf(
      ruleSet,
      ruleSet.rules.map(({ slots }) => ({ slots, moment })),
    );
    const known = new Set(required.ranges.map(questionKey));
    const asked = new Set<string>();
    const ask = (question: MetricQuestion): FactNumber => {
      expect(known).toContain(questionKey(question));
      asked.add(questionKey(question));
      return 1;
    };
    const sources: FactSources = {
      documents,
      facts: ruleSet.facts,
      targets: ruleSet.targets,
      population,
      metrics: { read: ask, lastAt: (question) => Number(ask(question)) },
      givenTargets: new Map(),
      awards: createAwardBook(2),
    };
    for (const rule of ruleSet.rules) {
      for (const { frame } of judgeClose(rule, period, ruleSet, sources, createUsageBook())) {
        // A condition stops where it is decided; the slots of members are read on frames of their own.
        if (!rule.members) rule.slots.forEach(frame.read);
      }
    }
    expect(asked.size).toBeGreaterThan(14);
    expect([...required.awardsOf]).toEqual(['other']);
    const unread = [...known].filter((key) => !asked.has(key) && !key.startsWith('orders|rep'));
    expect(unread).toEqual([]);
  });

  it('read each fact once a frame', () => {
    const documents = documentsOf({
      rules: [
        {
          conditions: { all: [atLeast(metric('sales'), 1), atLeast(metric('sales'), 0)] },
          rewards: [cash(metric('sales'))],
        },
      ],
    });
    const ruleSet = compileRuleSet(documents);
    let reads = 0;
    const sources: FactSources = {
      documents,
      facts: ruleSet.facts,
      targets: [],
      population,
      metrics: { read: () => (reads += 1), lastAt: () => undefined },
      givenTargets: new Map(),
      awards: createAwardBook(2),
    };
    const frame = createFrame(sources, {
      subject: ann as Rep,
      moment: { day: date('2017-03-31'), period: undefined },
    });
    const values: FactValue[] = [frame.read(0), frame.read(0), frame.read(99)];
    expect([reads, ...values]).toEqual([1, 1, 1, undefined]);
  });
});
