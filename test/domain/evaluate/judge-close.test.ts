import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { date } from '../calendar/arbitraries.ts';
import {
  atLeast,
  attainment,
  cash,
  closeAll,
  documentsOf,
  metric,
  order,
  outcomesOf,
  paid,
  populationOf,
  rep,
} from './builders.ts';

const reps = ['ann', 'bob', 'cid', 'dan'];
const population = populationOf(
  reps.map((code) => rep(code, { league: code < 'c' ? 'gold' : 'iron' })),
  { north: ['ann', 'bob'], south: ['cid', 'dan'] },
);
const closing = (
  rule: object,
  sales: Readonly<Record<string, string>>,
  more: Partial<Parameters<typeof closeAll>[0]> = {},
) =>
  closeAll(
    {
      documents: documentsOf({ rules: [rule] }),
      population,
      activities: Object.entries(sales).map(([code, amount], index) =>
        order(String(index), `2017-03-0${index + 1}`, code, amount),
      ),
      ...more,
    },
    '2017-03',
  );
const granted = (...args: Parameters<typeof closing>) => paid(outcomesOf(closing(...args)));

describe('a close', () => {
  it('judges every subject at the last instant of the period', () => {
    const outcomes = outcomesOf(
      closing(
        { conditions: atLeast(metric('sales'), 10), rewards: [cash(metric('sales'))] },
        { ann: '9.99', bob: '10', cid: '10.005' },
      ),
    );
    expect(paid(outcomes)).toEqual(['bob 1000', 'cid 1001']);
    expect(outcomes[0]).toMatchObject({
      day: '2017-03-31',
      time: Date.parse('2017-03-31T23:59:59.999+08:00'),
      window: '2017-03',
      payPeriod: '2017-03',
      evidenceKey: '',
    });
  });

  it('tells for each subject what it met', () => {
    const verdicts = closing(
      {
        eligibility: atLeast(metric('sales'), 1),
        conditions: atLeast(attainment('sales'), 1),
        rewards: [cash(1)],
      },
      { ann: '5', bob: '0.5', cid: '9' },
      { targets: { 'rep_ann|sales|2017-03': '5', 'rep_bob|sales|2017-03': '5' } },
    );
    expect(
      verdicts.map(({ subject, eligible, passed, outcomes }) => [
        subject.code,
        eligible,
        passed,
        outcomes.length,
      ]),
    ).toEqual([
      ['ann', true, true, 1],
      ['bob', false, false, 0],
      ['cid', true, undefined, 0],
      ['dan', false, false, 0],
    ]);
  });

  it('pays nobody whose eligibility is unknown', () => {
    const rule = {
      eligibility: atLeast(attainment('sales'), 0),
      conditions: atLeast(metric('sales'), 1),
      rewards: [cash(1)],
    };
    expect(granted(rule, { ann: '5', bob: '5' }, { targets: { 'rep_ann|sales|2017-03': '5' } })).toEqual([
      'ann 100',
    ]);
  });

  it('judges who was employed on any day of the period', () => {
    const people = populationOf([
      rep('early', { leftOn: date('2017-02-28') }),
      rep('leaver', { leftOn: date('2017-03-01') }),
      rep('newcomer', { hiredOn: date('2017-03-31') }),
      rep('later', { hiredOn: date('2017-04-01') }),
    ]);
    expect(granted({ rewards: [cash(1)] }, {}, { population: people })).toEqual([
      'leaver 100',
      'newcomer 100',
    ]);
  });

  it('pays a guarantee on what another rule earned', () => {
    const rules = [
      {
        code: 'a-top-up',
        rewards: [
          cash({
            kind: 'guarantee',
            earned: { fact: 'awards', params: { rule: 'z-commission', window: 'month', measure: 'cash' } },
            level: 30,
          }),
        ],
      },
      { code: 'z-commission', rewards: [cash({ kind: 'product', of: [metric('sales'), '0.1'] })] },
    ];
    const verdicts = closeAll(
      {
        documents: documentsOf({ rules }),
        population,
        activities: [order('1', '2017-03-01', 'ann', '200'), order('2', '2017-03-01', 'bob', '400')],
      },
      '2017-03',
    );
    expect(
      outcomesOf(verdicts).map(
        ({ rule, recipient, lines }) => `${rule} ${recipient} ${lines[0]?.amountMinor}`,
      ),
    ).toEqual([
      'z-commission rep_ann 2000',
      'z-commission rep_bob 4000',
      'a-top-up rep_ann 1000',
      'a-top-up rep_cid 3000',
      'a-top-up rep_dan 3000',
    ]);
  });
});

describe('a ranking', () => {
  const ranked = (
    ranking: object,
    rewards: readonly object[] = [cash({ kind: 'places', amounts: [100, 60, 30] })],
  ) => ({
    conditions: atLeast(metric('sales'), 1),
    ranking: { by: metric('sales'), top: 3, ties: 'same', ...ranking },
    rewards,
  });

  it('pays places with ties same as 1, 1, 3', () => {
    expect(granted(ranked({}), { ann: '5', bob: '9', cid: '9', dan: '1' })).toEqual([
      'ann 3000',
      'bob 10000',
      'cid 10000',
    ]);
  });

  it('splits places that are shared, cents by code', () => {
    expect(
      granted(ranked({ ties: 'split' }, [cash({ kind: 'places', amounts: [100, '0.01'] })]), {
        ann: '9',
        bob: '9',
        cid: '9',
      }),
    ).toEqual(['ann 3334', 'bob 3334', 'cid 3333']);
  });

  it('puts the earliest ahead of equals', () => {
    expect(granted(ranked({ ties: 'earliest' }), { cid: '9', ann: '9', bob: '9' })).toEqual([
      'ann 6000',
      'bob 3000',
      'cid 10000',
    ]);
  });

  it('puts the earliest ahead when ranked by attainment too', () => {
    const targets = Object.fromEntries(['ann', 'cid'].map((code) => [`rep_${code}|sales|2017-03`, '9']));
    expect(
      granted(ranked({ ties: 'earliest', by: attainment('sales') }), { cid: '9', ann: '9' }, { targets }),
    ).toEqual(['ann 6000', 'cid 10000']);
  });

  it('ranks only those for whom the conditions hold, up to the last paid place', () => {
    expect(granted(ranked({ top: 1 }), { ann: '5', bob: '9' })).toEqual(['bob 10000']);
    expect(granted(ranked({ order: 'lowest' }), { ann: '5', bob: '9', cid: '0.5' })).toEqual([
      'ann 10000',
      'bob 6000',
    ]);
  });

  it('ranks within leagues and teams', () => {
    const sales = { ann: '5', bob: '9', cid: '3', dan: '2' };
    expect(granted(ranked({ scope: 'league', top: 1 }), sales)).toEqual(['bob 10000', 'cid 10000']);
    expect(granted(ranked({ scope: 'team', top: 1 }), sales)).toEqual(['bob 10000', 'cid 10000']);
  });

  const inLeagues = () => closing(ranked({ scope: 'league' }), { ann: '5', bob: '9', cid: '3' });

  it('tells the place among all who were ranked with it', () => {
    expect(inLeagues().map(({ subject, place }) => [subject.code, place?.rank, place?.of])).toEqual([
      ['ann', 2, 2],
      ['bob', 1, 2],
      ['cid', 1, 1],
      ['dan', undefined, undefined],
    ]);
  });

  it('stores that place in the trace of the award', () => {
    expect(outcomesOf(inLeagues()).map(({ recipient, trace }) => [recipient, trace.place])).toEqual([
      ['rep_ann', { rank: 2, shared: 1, of: 2 }],
      ['rep_bob', { rank: 1, shared: 1, of: 2 }],
      ['rep_cid', { rank: 1, shared: 1, of: 1 }],
    ]);
  });
});

describe('teams', () => {
  const members = { subject: 'team', recipients: { members: {} } };

  it('share a pool among their members, by contribution, to the last cent', () => {
    const rule = {
      ...members,
      conditions: atLeast(metric('sales'), 10),
      rewards: [
        cash({
          kind: 'pool',
          total: { kind: 'product', of: [metric('sales'), '0.1'] },
          share: 'contribution',
          by: metric('sales'),
        }),
      ],
    };
    expect(granted(rule, { ann: '10', bob: '20.05', cid: '4' })).toEqual(['ann 100', 'bob 201']);
  });

  it('survive a member whose returns exceed the sales', () => {
    const rule = {
      ...members,
      rewards: [cash({ kind: 'pool', total: 10, share: 'contribution', by: metric('sales') })],
    };
    expect(granted(rule, { ann: '-5', bob: '20' })).toContain('bob 1000');
  });

  it('pay only members for whom the condition holds, each a head of its own', () => {
    const rule = {
      ...members,
      recipients: { members: { where: atLeast(metric('sales'), 5) } },
      rewards: [cash({ kind: 'pool', total: 10, share: 'equal' })],
    };
    const outcomes = outcomesOf(closing(rule, { ann: '5', bob: '4', cid: '9', dan: '9' }));
    expect(paid(outcomes)).toEqual(['ann 1000', 'cid 500', 'dan 500']);
    expect(outcomes.map(({ subjectKind, subject }) => `${subjectKind} ${subject}`)).toEqual([
      'team tem_north',
      'team tem_south',
      'team tem_south',
    ]);
  });

  it('know figures over their members', () => {
    const winners = {
      fact: 'members',
      params: { aggregate: 'sum', of: metric('sales'), where: atLeast(attainment('sales'), 0) },
    };
    const rule = { ...members, conditions: atLeast(winners, 5), rewards: [cash(winners)] };
    expect(
      granted(
        rule,
        { ann: '5', bob: '100', cid: '4' },
        { targets: { 'rep_ann|sales|2017-03': '10', 'rep_cid|sales|2017-03': '10' } },
      ),
    ).toEqual(['ann 500', 'bob 500']);
  });
});

describe('targets from formulas', () => {
  const rule = { rewards: [cash({ fact: 'target', params: { metric: 'sales', window: 'month' } })] };
  const target = (amount: unknown, more = {}) => ({ metric: 'sales', period: 'month', amount, ...more });
  const withTargets = (formula: object, activities: readonly ReturnType<typeof order>[] = [], targets = {}) =>
    paid(
      outcomesOf(
        closeAll(
          { documents: documentsOf({ rules: [rule], targets: [formula] }), population, activities, targets },
          '2017-03',
        ),
      ),
    );

  it('are calculated for who meets their conditions, and give way to a given one', () => {
    const history = [order('1', '2017-02-09', 'ann', '100'), order('2', '2017-02-09', 'bob', '200')];
    const formula = target(
      { kind: 'product', of: [metric('sales', 'month', { ago: 1 }), '1.1'] },
      { conditions: atLeast(metric('sales', 'month', { ago: 1 }), 1), round: { to: 50 } },
    );
    expect(withTargets(formula, history)).toEqual(['ann 10000', 'bob 20000']);
    expect(withTargets(formula, history, { 'rep_ann|sales|2017-03': '7' })).toEqual(['ann 700', 'bob 20000']);
  });

  it('cannot be made from themselves', () => {
    const own = { fact: 'target', params: { metric: 'sales', window: 'month' } };
    expect(() => withTargets(target({ kind: 'product', of: [own, '1.1'] }))).toThrow(
      /targets\.json\/0\/amount/,
    );
  });

  it('cannot be made from the one before either, since there is no first', () => {
    const before = { fact: 'target', params: { metric: 'sales', window: 'month', ago: 1 } };
    const formula = target({ kind: 'product', of: [before, '1.1'] });
    expect(() => withTargets(formula)).toThrow(/targets\.json\/0\/amount/);
  });
});

describe('metamorphic', () => {
  it('neither the order of the facts nor of the reps matters, and a higher threshold never adds an award', () => {
    const sales = fc.dictionary(fc.constantFrom(...reps), fc.integer({ min: 0, max: 9 }).map(String));
    const rule = (threshold: number) => ({
      conditions: atLeast(metric('sales'), threshold),
      ranking: { by: metric('sales'), top: 4, ties: 'split' },
      rewards: [cash({ kind: 'places', amounts: [100, 60, 30] }), { kind: 'points', amount: 1 }],
    });
    fc.assert(
      fc.property(
        sales,
        fc.shuffledSubarray(reps, { minLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        (amounts, shuffled, threshold) => {
          const activities = Object.entries(amounts).map(([code, amount]) =>
            order(code, '2017-03-05', code, amount),
          );
          const close = (list: typeof activities, codes: readonly string[], least: number) =>
            paid(
              outcomesOf(
                closeAll(
                  {
                    documents: documentsOf({ rules: [rule(least)] }),
                    population: populationOf(codes.map((code) => rep(code))),
                    activities: list,
                  },
                  '2017-03',
                ),
              ),
            );
          const once = close(activities, reps, threshold);
          expect(close([...activities].reverse(), shuffled, threshold)).toEqual(once);
          const who = (list: readonly string[]) => new Set(list.map((each) => each.split(' ')[0]));
          for (const each of who(close(activities, reps, threshold + 1))) expect(who(once)).toContain(each);
        },
      ),
      { numRuns: 80 },
    );
  });
});
