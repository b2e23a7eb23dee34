import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Condition, DECORATORS, OPERATORS } from '../../../schemas/condition.ts';
import { compileCondition } from '../../../src/domain/conditions/compile-condition.ts';
import type { ConditionTrace } from '../../../src/domain/conditions/condition-program.ts';
import { andAll, negate, orAll } from '../../../src/domain/conditions/kleene.ts';
import { toFactNumber } from '../../../src/domain/facts/fact-value.ts';
import { documentFault } from '../../../src/domain/rules/document-bounds.ts';
import {
  catalogueCompiler,
  decide,
  documents,
  FACT_TYPES,
  frameFor,
  knownValue,
  literalOf,
  typedCompiler,
  valuesWith,
} from './builders.ts';

const problemsOf = (
  condition: Condition,
  definitions: Readonly<Record<string, Condition>> = {},
  compiler = catalogueCompiler(definitions),
) => {
  compileCondition(condition, compiler, ['conditions']);
  return compiler.problems.list;
};

/** What a trace’s nodes say follows from their children. */
const sound = (trace: ConditionTrace): boolean => {
  switch (trace.kind) {
    case 'comparison':
      return true;
    case 'all':
      return (
        trace.result === andAll(trace.children.map(({ result }) => result)) && trace.children.every(sound)
      );
    case 'any':
      return (
        trace.result === orAll(trace.children.map(({ result }) => result)) && trace.children.every(sound)
      );
    case 'not':
      return trace.result === negate(trace.children[0].result) && sound(trace.children[0]);
    case 'named':
      return trace.result === trace.children[0].result && sound(trace.children[0]);
  }
};

describe('test and trace', () => {
  it('always agree, over any tree and any frame', () => {
    const seen = new Set<unknown>();
    fc.assert(
      fc.property(documents, valuesWith(true), ({ condition, definitions }, values) => {
        const compiler = typedCompiler(definitions);
        const program = compileCondition(Condition.parse(condition), compiler, []);
        expect(compiler.problems.list).toEqual([]);
        const frame = frameFor(compiler, values);
        const trace = program.trace(frame);
        expect(program.test(frame)).toBe(trace.result);
        expect(sound(trace)).toBe(true);
        seen.add(trace.result);
      }),
      { numRuns: 1000 },
    );
    expect(seen).toEqual(new Set([true, false, undefined]));
  });

  it('read no slot that the program does not name', () => {
    fc.assert(
      fc.property(documents, ({ condition, definitions }) => {
        const compiler = typedCompiler(definitions);
        const program = compileCondition(condition, compiler, []);
        const read = new Set<number>();
        program.trace({ read: (slot) => void read.add(slot) });
        expect(read).toEqual(new Set(program.slots));
      }),
    );
  });

  it('keep the values met and what the rule asked', () => {
    const compiler = typedCompiler({ busy: { fact: 'n1', operator: 'greaterThan', value: { fact: 'n2' } } });
    const program = compileCondition(
      { any: [{ condition: 'busy' }, { not: { fact: 't1', operator: 'equal', value: 'a' } }] },
      compiler,
      [],
    );
    expect(program.trace(frameFor(compiler, { n1: 5, t1: 'a' }))).toMatchObject({
      kind: 'any',
      result: undefined,
      children: [
        {
          kind: 'named',
          name: 'busy',
          result: undefined,
          children: [
            {
              kind: 'comparison',
              operator: 'greaterThan',
              actual: 5,
              expected: undefined,
              fact: { name: 'n1' },
              expectedFact: { name: 'n2' },
            },
          ],
        },
        { kind: 'not', result: false, children: [{ actual: 'a', expected: 'a', result: true }] },
      ],
    });
  });
});

describe('unknown facts', () => {
  it('neither affirm nor deny', () => {
    const big: Condition = { fact: 'n1', operator: 'greaterThan', value: 3 };
    const known: Condition = { fact: 't1', operator: 'equal', value: 'a' };
    expect(decide(big, {})).toBeUndefined();
    expect(decide({ not: big }, {})).toBeUndefined();
    expect(decide({ all: [big, known] }, { t1: 'b' })).toBe(false);
    expect(decide({ all: [big, known] }, { t1: 'a' })).toBeUndefined();
    expect(decide({ any: [big, known] }, { t1: 'a' })).toBe(true);
    expect(decide({ any: [big, known] }, { t1: 'b' })).toBeUndefined();
  });
});

describe('exact numbers', () => {
  it.each([
    ['0.3', '0.3', true],
    [0.3, '0.30', true],
    [0.3, '0.300000000001', false],
    ['999999999999999', '999999999999999', true],
    ['1000000000000000', '1000000000000000.000000', true],
    ['9007199254740992', '9007199254740993', false],
    [0.1, '0.1', true],
  ])('%j is met by %s: %s', (literal, actual, equal) => {
    expect(decide({ fact: 'n1', operator: 'equal', value: literal }, { n1: toFactNumber(actual) })).toBe(
      equal,
    );
  });

  it.each([
    ['the sum of 0.1 and 0.2 in doubles', 0.1 + 0.2],
    ['16 digits', 1234567890123456],
    ['a number that JSON has already rounded', JSON.parse('9007199254740993')],
  ])('refuses %s as a number', (_name, value) => {
    expect(problemsOf({ fact: 'n1', operator: 'equal', value }, {}, typedCompiler())).toMatchObject([
      { pointer: '/conditions/value' },
    ]);
  });

  it.each(['', ' ', ' 5', '5 ', '0x10', '1e3', '.5', '5.', '1,000', 'NaN', 'Infinity'])(
    'refuses %j as a number',
    (value) => {
      expect(problemsOf({ fact: 'n1', operator: 'equal', value }, {}, typedCompiler())).toMatchObject([
        { pointer: '/conditions/value' },
      ]);
    },
  );
});

describe('strict mode refuses, naming the place', () => {
  it.each<[string, Condition, object]>([
    [
      'an unknown fact',
      { all: [{ fact: 'activity.amuont', operator: 'equal', value: 1 }] },
      { pointer: '/conditions/all/0/fact', suggestion: 'activity.amount' },
    ],
    [
      'an unknown figure',
      { fact: 'metrik', params: {}, operator: 'equal', value: 1 },
      { pointer: '/conditions/fact', suggestion: 'metric' },
    ],
    [
      'an unknown expected fact',
      { fact: 'activity.amount', operator: 'equal', value: { fact: 'activity.quantit' } },
      { pointer: '/conditions/value/fact', suggestion: 'activity.quantity' },
    ],
    [
      'an unknown metric',
      { fact: 'metric', params: { metric: 'sale', window: 'month' }, operator: 'equal', value: 1 },
      { pointer: '/conditions/params/metric', suggestion: 'sales' },
    ],
    [
      'an unknown parameter',
      {
        fact: 'metric',
        params: { metric: 'sales', window: 'month', scoop: 'own' },
        operator: 'equal',
        value: 1,
      },
      { pointer: '/conditions/params/scoop', suggestion: 'scope' },
    ],
    [
      'a window nobody knows',
      { fact: 'metric', params: { metric: 'sales', window: 'mnoth' }, operator: 'equal', value: 1 },
      { pointer: '/conditions/params/window', suggestion: 'month' },
    ],
    [
      'parameters of an attribute',
      { fact: 'activity.amount', params: {}, operator: 'equal', value: 1 },
      { pointer: '/conditions/params' },
    ],
    [
      'a path',
      { fact: 'activity.amount', path: '$.constructor', operator: 'equal', value: 1 },
      { pointer: '/conditions/path' },
    ],
    [
      'a text for a number',
      { fact: 'activity.amount', operator: 'equal', value: 'many' },
      { pointer: '/conditions/value' },
    ],
    [
      'a number for a text',
      { not: { fact: 'rep.code', operator: 'equal', value: 5 } },
      { pointer: '/conditions/not/value' },
    ],
    [
      'a text for a boolean',
      { fact: 'rep.employed', operator: 'equal', value: 'true' },
      { pointer: '/conditions/value' },
    ],
    [
      'a date that does not exist',
      { fact: 'rep.hired_on', operator: 'equal', value: '2017-02-29' },
      { pointer: '/conditions/value' },
    ],
    ['null', { fact: 'rep.code', operator: 'equal', value: null }, { pointer: '/conditions/value' }],
    [
      'facts of two types',
      { fact: 'activity.amount', operator: 'equal', value: { fact: 'rep.code' } },
      { pointer: '/conditions/value' },
    ],
    [
      'the order of texts',
      { fact: 'rep.code', operator: 'lessThan', value: 'm' },
      { pointer: '/conditions/operator' },
    ],
    [
      'contains on a text',
      { fact: 'rep.code', operator: 'contains', value: 'm' },
      { pointer: '/conditions/operator' },
    ],
    [
      'someFact on a number',
      { fact: 'activity.amount', operator: 'someFact:equal', value: 'm' },
      { pointer: '/conditions/operator' },
    ],
    ['in without a list', { fact: 'rep.code', operator: 'in', value: 'm' }, { pointer: '/conditions/value' }],
    ['in an empty list', { fact: 'rep.code', operator: 'in', value: [] }, { pointer: '/conditions/value' }],
    [
      'a list with a stranger in it',
      { fact: 'rep.code', operator: 'in', value: ['m', 5] },
      { pointer: '/conditions/value' },
    ],
    [
      'a list where one value belongs',
      { fact: 'rep.code', operator: 'equal', value: ['m'] },
      { pointer: '/conditions/value' },
    ],
    [
      'a figure known only at a close',
      { fact: 'rank', params: { metric: 'sales', window: 'month' }, operator: 'equal', value: 1 },
      { pointer: '/conditions/params' },
    ],
    [
      'a name without definition',
      { any: [{ condition: 'bussy' }] },
      { pointer: '/conditions/any/0/condition', suggestion: 'busy' },
    ],
  ])('%s', (_name, condition, problem) => {
    const definitions = { busy: { fact: 'activity.amount', operator: 'greaterThan', value: 1 } };
    expect(problemsOf(condition, definitions)).toMatchObject([problem]);
  });

  it.each<[string, Condition]>([
    ['in, over a fact that is no list', { fact: 't1', operator: 'in', value: { fact: 't2' } }],
    [
      'someValue, over a fact that is no list',
      { fact: 'n1', operator: 'someValue:equal', value: { fact: 'n2' } },
    ],
    ['swapped facts of two types', { fact: 'n1', operator: 'swap:lessThan', value: { fact: 't1' } }],
    ['a swapped list operator over no list', { fact: 't1', operator: 'swap:contains', value: 'a' }],
    ['someFact and contains on a text', { fact: 't1', operator: 'someFact:contains', value: 'a' }],
    ['a whole list looked up in a list', { fact: 'l1', operator: 'in', value: ['a'] }],
    ['the order of a list', { fact: 'l1', operator: 'greaterThan', value: 'a' }],
  ])('%s', (_name, condition) => {
    expect(problemsOf(condition, {}, typedCompiler())).toHaveLength(1);
  });

  it('whatever it accepts has an answer whenever all is known', () => {
    const types = Object.entries(FACT_TYPES);
    const operator = fc
      .tuple(fc.array(fc.constantFrom(...DECORATORS), { maxLength: 2 }), fc.constantFrom(...OPERATORS))
      .map(([decorators, name]) => [...decorators, name].join(':'));
    const cases = fc.constantFrom(...types).chain(([fact, type]) =>
      fc.record({
        fact: fc.constant(fact),
        operator,
        value: fc.oneof(
          literalOf(type),
          fc.array(literalOf(type), { minLength: 1, maxLength: 2 }),
          fc.constantFrom(...Object.keys(FACT_TYPES)).map((other) => ({ fact: other })),
        ),
      }),
    );
    const values = fc.record(Object.fromEntries(types.map(([name, type]) => [name, knownValue(type)])));
    fc.assert(
      fc.property(cases, values, (comparison, known) => {
        const compiler = typedCompiler();
        const program = compileCondition(comparison, compiler, []);
        fc.pre(compiler.problems.list.length === 0);
        expect(program.test(frameFor(compiler, known))).not.toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});

describe('bounds', () => {
  const leaf: Condition = { fact: 'activity.amount', operator: 'equal', value: 1 };
  const nested = (depth: number): Condition => (depth === 1 ? leaf : { not: nested(depth - 1) });

  it('takes 16 levels and refuses 17', () => {
    expect(problemsOf(nested(16))).toEqual([]);
    expect(problemsOf(nested(17))).toMatchObject([{ pointer: `/conditions${'/not'.repeat(16)}` }]);
  });

  it('takes 500 nodes and refuses 501, saying so once', () => {
    const wide = (nodes: number): Condition => {
      const groups = Array.from({ length: 5 }, (): Condition[] => Array.from({ length: 98 }, () => leaf));
      const all: Condition[] = groups.map((each) => ({ all: each }));
      while (1 + 5 + 490 + all.length - 5 < nodes) all.push(leaf);
      return { all };
    };
    expect(problemsOf(wide(500))).toEqual([]);
    expect(problemsOf(wide(501))).toHaveLength(1);
    expect(problemsOf(wide(560))).toHaveLength(1);
  });

  it('counts what names stand for, so that doubling definitions cannot grow', () => {
    const definitions = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        `d${index}`,
        index === 11 ? leaf : { all: [{ condition: `d${index + 1}` }, { condition: `d${index + 1}` }] },
      ]),
    );
    const problems = problemsOf({ condition: 'd0' }, definitions);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThan(1000);
  });

  it('refuses definitions that refer to themselves, near or far', () => {
    expect(
      problemsOf({ condition: 'a' }, { a: { any: [{ condition: 'a' }, { condition: 'a' }] } }),
    ).toMatchObject([
      { pointer: '/definitions/a/any/0/condition' },
      { pointer: '/definitions/a/any/1/condition' },
    ]);
    expect(
      problemsOf(
        { condition: 'a' },
        { a: { not: { condition: 'b' } }, b: { all: [leaf, { condition: 'a' }] } },
      ),
    ).toMatchObject([{ pointer: '/definitions/b/all/1/condition' }]);
    expect(problemsOf({ all: [{ condition: 'a' }, { condition: 'a' }] }, { a: leaf })).toEqual([]);
  });
});

describe('names of Object.prototype', () => {
  const hostile = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

  it.each(hostile)('%s is no fact and no parameter', (name) => {
    for (const fact of [name, `activity.${name}`, `rep.${name}`]) {
      expect(problemsOf({ fact, operator: 'equal', value: 1 })).toMatchObject([
        { pointer: '/conditions/fact' },
      ]);
    }
    const params = Object.fromEntries([
      ['metric', 'sales'],
      ['window', 'month'],
      [name, 1],
    ]);
    expect(problemsOf({ fact: 'metric', params, operator: 'equal', value: 1 })).toMatchObject([
      { pointer: `/conditions/params/${name}` },
    ]);
    expect(
      problemsOf({ fact: 'metric', params: { metric: name, window: name }, operator: 'equal', value: 1 }),
    ).toMatchObject([{ pointer: '/conditions/params/metric' }, { pointer: '/conditions/params/window' }]);
  });

  it.each(hostile)('%s is no definition', (name) => {
    expect(problemsOf({ condition: name })).toMatchObject([{ pointer: '/conditions/condition' }]);
  });
});

describe('the schema', () => {
  it.each([
    { all: [] },
    { any: [] },
    { not: [] },
    { all: [{ fact: 'a', operator: 'equal', value: 1 }], any: [{ fact: 'a', operator: 'equal', value: 1 }] },
    { fact: 'a', operator: 'equals', value: 1 },
    { fact: 'a', operator: 'never:equal', value: 1 },
    { fact: 'a', operator: 'equal' },
    { fact: 'a', operator: 'equal', value: 1, priority: 3 },
    { condition: '__proto__' },
    { fact: 'a', operator: 'equal', value: 1, path: '$..[?(@.constructor)]' },
    { fact: 'a', operator: 'equal', value: 1, path: '$[(1+1)]' },
    { fact: 'a', operator: 'equal', value: 1, path: '$.a[0]' },
    { fact: 'a', operator: `${'not:'.repeat(9)}equal`, value: 1 },
  ])('refuses %j', (document) => {
    expect(Condition.safeParse(document).success).toBe(false);
  });

  it('refuses depth bombs without running out of stack', () => {
    let bomb: unknown = { fact: 'a', operator: 'equal', value: 1 };
    for (let depth = 0; depth < 20_000; depth += 1) bomb = { not: bomb };
    expect(documentFault(bomb)).toMatchObject({ message: expect.stringContaining('levels deep') });
  });
});
