import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activity,
  atLeast,
  attainment,
  cash,
  documentsOf,
  judgeAll,
  metric,
  order,
  paid,
  populationOf,
  rep,
} from './builders.ts';

const population = populationOf([rep('ann'), rep('bob')], { north: ['ann'], south: ['bob'] });
const onOrder = { code: 'r', triggers: [{ activity: 'order.placed' }] };
const visit = (id: string, at: string, code: string, outlet = 'o1') =>
  activity({ id, type: 'visit.completed', at, rep: code, outlet });
const display = (id: string, at: string, code: string, outlet = 'o1') =>
  activity({ id, type: 'display.checked', at, rep: code, outlet });

const judged = (
  rule: object,
  activities: Parameters<typeof judgeAll>[0]['activities'] = [],
  more: Partial<Parameters<typeof judgeAll>[0]> = {},
) =>
  judgeAll({ documents: documentsOf({ rules: [{ ...onOrder, ...rule }] }), population, activities, ...more });

describe('a gate that opens later', () => {
  const rule = {
    triggers: [{ activity: 'visit.completed' }, { activity: 'display.checked' }],
    window: 'month',
    conditions: { all: [atLeast(metric('displays'), 1), atLeast(metric('visits'), 2)] },
    rewards: [cash(50)],
  };

  it('pays at the activity with which everything is first true', () => {
    const activities = [
      display('d', '2017-03-05', 'ann'),
      visit('v1', '2017-03-03', 'ann'),
      visit('v2', '2017-03-20', 'ann'),
      visit('v3', '2017-03-25', 'ann'),
      visit('v4', '2017-03-25', 'bob'),
    ];
    expect(judged(rule, activities)).toMatchObject([
      {
        recipient: 'rep_ann',
        day: '2017-03-20',
        time: activities[2]?.time,
        evidence: ['act_v2'],
        window: '2017-03',
        payPeriod: '2017-03',
        lines: [{ amountMinor: 5000n }],
      },
    ]);
  });

  it('pays once a window, and again in the next', () => {
    const march = [
      display('d1', '2017-03-05', 'ann'),
      visit('v1', '2017-03-05', 'ann'),
      visit('v2', '2017-03-06', 'ann'),
      visit('v3', '2017-03-07', 'ann'),
    ];
    const april = [
      display('d2', '2017-04-01', 'ann'),
      visit('v4', '2017-04-02', 'ann'),
      visit('v5', '2017-04-03', 'ann'),
    ];
    expect(judged(rule, [...march, ...april]).map(({ window, day }) => [window, day])).toEqual([
      ['2017-03', '2017-03-06'],
      ['2017-04', '2017-04-03'],
    ]);
  });
});

describe('what an activity sees', () => {
  it('is its own place in the canonical order, inclusive', () => {
    const rule = {
      per: ['activity'],
      conditions: atLeast(metric('sales', 'day'), 100),
      rewards: [cash(metric('sales', 'day'))],
    };
    const activities = [
      order('b', '2017-03-09T10:00:00', 'ann', '60'),
      order('a', '2017-03-09T10:00:00', 'ann', '50'),
      order('c', '2017-03-09T09:00:00', 'ann', '30'),
    ];
    expect(paid(judged(rule, activities))).toEqual(['ann act_b 14000']);
  });

  it('is this outlet, where the rule asks for it', () => {
    const rule = {
      triggers: [{ activity: 'visit.completed' }],
      window: 'month',
      per: ['outlet'],
      conditions: atLeast(metric('visits', 'month', { here: 'outlet' }), 2),
      rewards: [{ kind: 'points', amount: 5 }],
    };
    const activities = [
      visit('1', '2017-03-01', 'ann', 'o1'),
      visit('2', '2017-03-02', 'ann', 'o2'),
      visit('3', '2017-03-03', 'ann', 'o1'),
      visit('4', '2017-03-04', 'ann', 'o1'),
    ];
    expect(paid(judged(rule, activities))).toEqual(['ann out_o1 5']);
  });

  it('is each credited rep’s own part of the amount', () => {
    const rule = {
      per: ['activity'],
      rewards: [cash({ kind: 'per-unit', rate: '0.1', of: { fact: 'activity.amount' } })],
    };
    const shared = order('1', '2017-03-09', 'ann', '100', { shares: { ann: '0.75', bob: '0.25' } });
    expect(paid(judged(rule, [shared]))).toEqual(['ann act_1 750', 'bob act_1 250']);
  });

  it('is each credited rep’s own part of a derived amount, so that a shared deal is paid once', () => {
    const rule = { per: ['activity'], rewards: [cash({ fact: 'activity.worth' })] };
    const shared = activity({
      id: '1',
      at: '2017-03-09',
      rep: 'ann',
      data: { quantity: '10', price: '10', rate: '1' },
      shares: { ann: '0.75', bob: '0.25' },
    });
    expect(paid(judged(rule, [shared]))).toEqual(['ann act_1 7500', 'bob act_1 2500']);
  });
});

describe('the gate over a target', () => {
  const rule = { window: 'month', conditions: atLeast(attainment('sales'), 1), rewards: [cash(100)] };
  const activities = [
    order('1', '2017-03-09', 'ann', '60'),
    order('2', '2017-03-10', 'ann', '40'),
    order('3', '2017-03-11', 'bob', '1000'),
  ];

  it('is unknown without one, and so pays nothing', () => {
    expect(judged(rule, activities)).toEqual([]);
    expect(judged({ ...rule, conditions: { not: rule.conditions } }, activities)).toEqual([]);
  });

  it('opens at exactly 100 %', () => {
    expect(paid(judged(rule, activities, { targets: { 'rep_ann|sales|2017-03': '100' } }))).toEqual([
      'ann 10000',
    ]);
    expect(judged(rule, activities, { targets: { 'rep_ann|sales|2017-03': '100.000001' } })).toEqual([]);
  });

  it('is unknown for a target of 0', () => {
    expect(judged(rule, activities, { targets: { 'rep_ann|sales|2017-03': '0' } })).toEqual([]);
  });

  it('knows the pace by working days, today included', () => {
    const paceRule = {
      ...rule,
      conditions: atLeast(
        { fact: 'timeProportionalAttainment', params: { metric: 'sales', window: 'month' } },
        1,
      ),
    };
    // 2017-03-10 is the 8th of March 2017’s 23 working days.
    expect(judged(paceRule, activities, { targets: { 'rep_ann|sales|2017-03': '287.5' } })).toMatchObject([
      { day: '2017-03-10' },
    ]);
    expect(judged(paceRule, activities, { targets: { 'rep_ann|sales|2017-03': '287.6' } })).toEqual([]);
  });
});

describe('steps', () => {
  const steps = (...amounts: readonly number[]) => ({
    window: 'month',
    steps: amounts.map((amount, index) => ({
      code: `s${index + 1}`,
      conditions: atLeast(metric('sales'), (index + 1) * 100),
      rewards: [cash(amount)],
    })),
  });

  it('are heads of their own, each worth the difference to the step below', () => {
    const activities = [
      order('1', '2017-03-01', 'ann', '100'),
      order('2', '2017-03-02', 'ann', '250'),
      order('3', '2017-03-03', 'ann', '500'),
    ];
    expect(paid(judged(steps(100, 250, 600), activities))).toEqual([
      'ann s1 10000',
      'ann s2 15000',
      'ann s3 35000',
    ]);
    expect(judged(steps(100, 250, 600), activities).map(({ day }) => day)).toEqual([
      '2017-03-01',
      '2017-03-02',
      '2017-03-02',
    ]);
  });

  it('include all below when the highest is reached at once', () => {
    expect(paid(judged(steps(100, 250, 600), [order('1', '2017-03-01', 'ann', '300')]))).toEqual([
      'ann s1 10000',
      'ann s2 15000',
      'ann s3 35000',
    ]);
  });

  it('pay in total what the highest step reached is worth, however it was reached', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 3, maxLength: 3 }),
        (sales, rises) => {
          const amounts = rises.map((_, index) =>
            rises.slice(0, index + 1).reduce((total, rise) => total + rise, 0),
          );
          const outcomes = judged(
            steps(...amounts),
            sales.map((amount, index) => order(String(index), '2017-03-01', 'ann', String(amount))),
          );
          const reached = Math.min(3, Math.floor(sales.reduce((total, each) => total + each, 0) / 100));
          const total = outcomes.reduce((sum, { lines }) => sum + (lines[0]?.amountMinor ?? 0n), 0n);
          expect(total).toBe(BigInt(reached === 0 ? 0 : (amounts[reached - 1] ?? 0) * 100));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never pay more than the best step reached, though one is worth less than the one below', () => {
    const outcomes = judged(steps(100, 50, 120), [order('1', '2017-03-01', 'ann', '300')]);
    expect(outcomes.reduce((sum, { lines }) => sum + (lines[0]?.amountMinor ?? 0n), 0n)).toBe(12000n);
  });
});

describe('limits', () => {
  it('cut, refuse and note what bound', () => {
    const rule = {
      per: ['activity'],
      rewards: [{ kind: 'points', amount: 20 }],
      limits: [{ kind: 'amount', most: 30, window: 'day' }],
    };
    const outcomes = judged(
      rule,
      ['1', '2', '3'].map((id) => order(id, '2017-03-09', 'ann', '1')),
    );
    expect(paid(outcomes)).toEqual(['ann act_1 20', 'ann act_2 10']);
    expect(outcomes[1]?.trace.limits).toEqual([{ kind: 'amount', effect: 'cut', most: '30', used: '20' }]);
  });

  it('hold until a later activity fulfils the condition', () => {
    const rule = {
      ...onOrder,
      triggers: [{ activity: 'order.placed' }, { activity: 'display.checked' }],
      window: 'month',
      conditions: atLeast(metric('sales'), 10),
      rewards: [cash(10)],
      limits: [{ kind: 'hold', until: atLeast(metric('displays'), 1) }],
    };
    expect(judged(rule, [order('1', '2017-03-01', 'ann', '50')])).toEqual([]);
    expect(
      judged(rule, [order('1', '2017-03-01', 'ann', '50'), display('d', '2017-03-20', 'ann')]),
    ).toMatchObject([{ day: '2017-03-20' }]);
  });

  it('give the first places in canonical order, however the activities arrive', () => {
    const rule = {
      rewards: [cash(10)],
      limits: [{ kind: 'first', count: 1, window: 'month' }],
      contention: 'as-recorded',
    };
    expect(
      paid(judged(rule, [order('z', '2017-03-02', 'ann', '1'), order('a', '2017-03-01', 'bob', '1')])),
    ).toEqual(['bob 1000']);
  });
});

describe('when a rule holds', () => {
  const activities = ['01', '02', '03', '04', '05'].map((day) => order(day, `2017-03-${day}`, 'ann', '1'));
  const daysPaid = (rule: object, plan: object = {}) => {
    const documents = documentsOf({ plan, rules: [{ ...onOrder, rewards: [cash(1)], ...rule }] });
    return judgeAll({ documents, population, activities }).map(({ day }) => day);
  };

  it('is from its first to its last day', () => {
    expect(daysPaid({ validFrom: '2017-03-02', validTo: '2017-03-04' })).toEqual([
      '2017-03-02',
      '2017-03-03',
      '2017-03-04',
    ]);
  });

  it('is from the plan’s first paid day', () => {
    expect(daysPaid({}, { paysFrom: '2017-03-04' })).toEqual(['2017-03-04', '2017-03-05']);
  });

  it('is from the plan’s first paid day for what is paid once in a lifetime, too', () => {
    expect(daysPaid({ window: 'lifetime' }, { paysFrom: '2017-03-04' })).toEqual(['2017-03-04']);
  });

  it('puts an award into the pay period in which its window closes', () => {
    expect(
      judged({ window: 'quarter', rewards: [cash(1)] }, [order('1', '2017-01-05', 'ann', '1')]),
    ).toMatchObject([{ window: '2017-Q1', payPeriod: '2017-03' }]);
    expect(
      judged({ window: 'week', rewards: [cash(1)] }, [order('1', '2017-02-28', 'ann', '1')]),
    ).toMatchObject([{ window: '2017-W09', payPeriod: '2017-03' }]);
    expect(
      judged({ window: 'lifetime', rewards: [cash(1)] }, [order('1', '2017-02-28', 'ann', '1')]),
    ).toMatchObject([{ window: 'lifetime', payPeriod: '2017-02' }]);
  });
});

describe('rules that read each other’s awards', () => {
  it('see what was granted at the same activity', () => {
    const documents = documentsOf({
      rules: [
        {
          ...onOrder,
          code: 'a-bonus',
          conditions: atLeast(
            { fact: 'awards', params: { rule: 'z-base', window: 'month', measure: 'cash' } },
            10,
          ),
          rewards: [cash(5)],
        },
        { ...onOrder, code: 'z-base', rewards: [cash(10)] },
      ],
    });
    expect(
      judgeAll({ documents, population, activities: [order('1', '2017-03-09', 'ann', '1')] }).map(
        ({ rule }) => rule,
      ),
    ).toEqual(['z-base', 'a-bonus']);
  });
});

describe('metamorphic', () => {
  const activities = fc
    .array(
      fc.record({
        day: fc.integer({ min: 1, max: 28 }),
        code: fc.constantFrom('ann', 'bob'),
        amount: fc.integer({ min: -20, max: 100 }),
        type: fc.constantFrom('order.placed', 'visit.completed'),
      }),
      { maxLength: 15 },
    )
    .map((list) =>
      list.map(({ day, code, amount, type }, index) =>
        activity({
          id: `${index}`,
          type,
          at: `2017-03-${String(day).padStart(2, '0')}`,
          rep: code,
          outlet: 'o1',
          data: type === 'order.placed' ? { amount: String(amount) } : {},
        }),
      ),
    );
  const rules = (threshold: number) => [
    {
      ...onOrder,
      code: 'gate',
      window: 'month',
      conditions: atLeast(metric('sales'), threshold),
      rewards: [cash(metric('sales'))],
    },
    {
      ...onOrder,
      code: 'each',
      per: ['activity'],
      conditions: atLeast({ fact: 'activity.amount' }, threshold / 2),
      rewards: [{ kind: 'points', amount: 7 }],
      limits: [{ kind: 'amount', most: 20, window: 'week' }],
    },
    {
      ...onOrder,
      code: 'visits',
      triggers: [{ activity: 'visit.completed' }],
      window: 'week',
      conditions: atLeast(metric('visits', 'week'), 2),
      rewards: [cash(3)],
    },
  ];
  const run = (list: Parameters<typeof judgeAll>[0]['activities'], set: readonly object[]) =>
    judgeAll({ documents: documentsOf({ rules: set }), population, activities: list ?? [] });

  it('the order of the facts and of the rules changes nothing', () => {
    const cases = activities.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length }),
        fc.shuffledSubarray(rules(50), { minLength: 3 }),
      ),
    );
    // Slots, which a trace names, follow the order of the documents; everything else must not.
    const said = (...given: Parameters<typeof run>) =>
      run(...given).map((each) => ({ ...each, trace: undefined }));
    fc.assert(
      fc.property(cases, ([list, shuffled, shuffledRules]) => {
        expect(said(shuffled, shuffledRules)).toEqual(said(list, rules(50)));
      }),
      { numRuns: 60 },
    );
  });

  it('an irrelevant rule changes nothing', () => {
    const irrelevant = {
      ...onOrder,
      code: 'aaa',
      priority: 9,
      triggers: [{ activity: 'display.checked' }],
      rewards: [cash(1)],
    };
    fc.assert(
      fc.property(activities, (list) => {
        expect(paid(run(list, [irrelevant, ...rules(50)]))).toEqual(paid(run(list, rules(50))));
      }),
      { numRuns: 60 },
    );
  });

  it('a higher threshold never adds an award', () => {
    fc.assert(
      fc.property(
        activities,
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 50 }),
        (list, threshold, more) => {
          const heads = (set: readonly object[]) =>
            run(list, set.slice(0, 1)).map(({ rule, recipient, window, evidenceKey }) =>
              [rule, recipient, window, evidenceKey].join('|'),
            );
          const before = heads(rules(threshold));
          for (const head of heads(rules(threshold + more))) expect(before).toContain(head);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a head is paid at most once', () => {
    fc.assert(
      fc.property(activities, (list) => {
        const heads = run(list, rules(30)).map(({ rule, recipient, window, evidenceKey }) =>
          [rule, recipient, window, evidenceKey].join('|'),
        );
        expect(new Set(heads).size).toBe(heads.length);
      }),
      { numRuns: 60 },
    );
  });
});
