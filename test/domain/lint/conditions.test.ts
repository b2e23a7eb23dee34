import { describe, expect, it } from 'vitest';
import { atLeast, cash, metric } from '../evaluate/builders.ts';
import { below, equals, found } from './builders.ts';

const sales = metric('sales');
const visits = metric('visits');
const above = (fact: object, value: unknown) => ({ ...fact, operator: 'greaterThan', value });
const atMost = (fact: object, value: unknown) => ({ ...fact, operator: 'lessThanInclusive', value });
const lint = (conditions: object, more = {}) => found({ rewards: [cash(5)], conditions, ...more });
const league = { fact: 'rep.league' };
const hired = { fact: 'rep.hired_on' };

describe('contradiction', () => {
  it.each([
    ['bounds that leave nothing', { all: [atLeast(sales, 100), below(sales, 100)] }],
    [
      'bounds around one excluded value',
      { all: [atLeast(sales, 5), atMost(sales, 5), { ...sales, operator: 'notEqual', value: '5.0' }] },
    ],
    [
      'bounds in nested lists',
      { all: [atLeast(sales, 100), { all: [atLeast(visits, 3), { not: above(sales, 50) }] }] },
    ],
    ['two values of one fact', { all: [equals(league, 'a'), equals(league, 'b')] }],
    [
      'a value outside of a list',
      { all: [equals(league, 'a'), { ...league, operator: 'in', value: ['b', 'c'] }] },
    ],
    ['days between two neighbours', { all: [above(hired, '2017-02-28'), below(hired, '2017-03-01')] }],
    [
      'true and false',
      { all: [equals({ fact: 'rep.employed' }, true), equals({ fact: 'rep.employed' }, false)] },
    ],
  ])('finds %s', (_name, conditions) => {
    expect(lint(conditions)).toEqual(['contradiction /conditions']);
  });

  it.each([
    ['bounds that meet in one value', { all: [atLeast(sales, 100), atMost(sales, 100)] }],
    ['bounds on two windows', { all: [atLeast(sales, 100), below(metric('sales', 'day'), 100)] }],
    ['one day', { all: [above(hired, '2017-02-28'), below(hired, '2017-03-02')] }],
    ['either of two values', { any: [equals(league, 'a'), equals(league, 'b')] }],
    [
      'two facts compared',
      {
        all: [above(sales, { fact: 'rank', params: { metric: 'sales', window: 'month' } }), below(sales, 5)],
      },
    ],
  ])('accepts %s', (_name, conditions) => {
    expect(lint(conditions)).toEqual([]);
  });

  it('names the innermost place only, and a definition where it is defined', () => {
    const no = { all: [atLeast(sales, 100), below(sales, 50)] };
    expect(lint({ all: [atLeast(visits, 3), { any: [no, atLeast(visits, 9)] }] })).toEqual([
      'contradiction /conditions/all/1/any/0',
    ]);
    expect(lint({ all: [atLeast(visits, 3), { condition: 'no' }] }, { definitions: { no } })).toEqual([
      'contradiction /definitions/no',
    ]);
  });

  it('knows what cannot be', () => {
    expect(lint(below(visits, 0))).toEqual(['contradiction /conditions']);
    expect(lint(below(sales, 0))).toEqual([]);
    expect(lint(below({ fact: 'rank', params: { metric: 'sales', window: 'month' } }, 1))).toEqual([
      'contradiction /conditions',
    ]);
  });

  it('finds what those who passed before cannot meet', () => {
    expect(lint(below(sales, 50), { eligibility: atLeast(sales, 100) })).toEqual([
      'contradiction /conditions',
    ]);
    expect(lint(below(sales, 101), { eligibility: atLeast(sales, 100) })).toEqual([]);
    const steps = [{ code: 'a', conditions: below(sales, 50), rewards: [cash(5)] }];
    expect(found({ conditions: atLeast(sales, 100), steps })).toEqual(['contradiction /steps/0/conditions']);
  });

  it('blames a step for nothing that the gate before it does wrong', () => {
    const steps = [{ code: 'a', conditions: atLeast(visits, 5), rewards: [cash(5)] }];
    const conditions = { all: [atLeast(sales, 100), below(sales, 50)] };
    expect(found({ conditions, steps })).toEqual(['contradiction /conditions']);
  });

  it('looks into metrics, targets and the members of a team', () => {
    const activity = { fact: 'activity.amount' };
    const no = (fact: object) => ({ all: [above(fact, 5), below(fact, 5)] });
    const metrics = [{ code: 'odd', aggregate: 'count', activities: ['order.placed'], where: no(activity) }];
    const targets = [
      { metric: 'sales', period: 'month', conditions: no(metric('sales', 'month', { ago: 1 })), amount: 5 },
    ];
    expect(found({ rewards: [cash(5)] }, { metrics, targets })).toEqual([
      'contradiction /0/where',
      'contradiction /0/conditions',
    ]);
    const members = { fact: 'members', params: { aggregate: 'count', where: no(sales) } };
    expect(lint(atLeast(members, 1), { subject: 'team' })).toEqual([
      'contradiction /conditions/params/where',
    ]);
  });
});

describe('always-true', () => {
  it.each([
    ['bounds that cover everything', { any: [below(sales, 5), atLeast(sales, 5)] }],
    [
      'bounds that overlap, within another any',
      { any: [below(sales, 5), { any: [atLeast(visits, 3), above(sales, 4)] }] },
    ],
    ['the opposite of a contradiction', { not: { all: [below(sales, 5), above(sales, 6)] } }],
    ['a count that is not negative', atLeast(visits, 0)],
    ['a fact that is itself', atLeast(sales, sales)],
    [
      'two exclusions',
      {
        any: [
          { ...league, operator: 'notEqual', value: 'a' },
          { ...league, operator: 'notEqual', value: 'b' },
        ],
      },
    ],
  ])('finds %s', (_name, conditions) => {
    expect(lint(conditions)).toEqual(['always-true /conditions']);
  });

  it.each([
    ['a hole of one value', { any: [below(sales, 5), above(sales, 5)] }],
    ['the opposite of something possible', { not: { all: [above(sales, 5), below(sales, 6)] } }],
    ['a count that is above 0', above(visits, 0)],
    ['a sum that may be negative', atLeast(sales, 0)],
    ['two facts', { any: [below(sales, 5), atLeast(visits, 5)] }],
  ])('accepts %s', (_name, conditions) => {
    expect(lint(conditions)).toEqual([]);
  });
});

describe('unreachable-step', () => {
  const stepped = (...conditions: object[]) =>
    found({
      steps: conditions.map((each, index) => ({
        code: `s${index}`,
        conditions: each,
        rewards: [cash(5 + index)],
      })),
    });

  it('finds a threshold that is not above the one below', () => {
    expect(stepped(atLeast(sales, 100), atLeast(sales, 100))).toEqual([
      'unreachable-step /steps/1/conditions',
    ]);
    expect(stepped(atLeast(sales, 100), atLeast(sales, 200), { all: [above(sales, 150)] })).toEqual([
      'unreachable-step /steps/2/conditions',
    ]);
    const rank = { fact: 'rank', params: { metric: 'sales', window: 'month' } };
    expect(stepped(atMost(rank, 3), atMost(rank, 10))).toEqual(['unreachable-step /steps/1/conditions']);
  });

  it('accepts rising thresholds, and steps on different facts', () => {
    const rank = { fact: 'rank', params: { metric: 'sales', window: 'month' } };
    expect(stepped(atLeast(sales, 100), above(sales, 100), atLeast(sales, 101))).toEqual([]);
    expect(stepped(atMost(rank, 10), atMost(rank, 3))).toEqual([]);
    expect(stepped(atLeast(sales, 100), atLeast(visits, 10))).toEqual([]);
    expect(stepped(atLeast(sales, 100), { all: [atLeast(sales, 50), atLeast(visits, 10)] })).toEqual([]);
  });
});

describe('unused-definition', () => {
  const definitions = { one: atLeast(sales, 5), two: { condition: 'one' } };

  it('finds what nothing uses, also when another unused one names it', () => {
    expect(lint(atLeast(sales, 9), { definitions })).toEqual([
      'unused-definition /definitions/one',
      'unused-definition /definitions/two',
    ]);
    expect(lint({ condition: 'one' }, { definitions })).toEqual(['unused-definition /definitions/two']);
  });

  it('accepts what is used through another, in a limit, or for the members of a team', () => {
    expect(lint({ condition: 'two' }, { definitions })).toEqual([]);
    const one = { definitions: { one: atLeast(sales, 5) } };
    const where = { condition: 'one' };
    expect(
      lint(atLeast({ fact: 'members', params: { aggregate: 'count', where } }, 1), {
        ...one,
        subject: 'team',
      }),
    ).toEqual([]);
    expect(
      found({ ...one, rewards: [cash(5)], subject: 'team', recipients: { members: { where } } }),
    ).toEqual([]);
  });
});
