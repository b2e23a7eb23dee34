import fc from 'fast-check';
import { CONDITION_LIMITS, Condition, type Json } from '../../../schemas/condition.ts';
import { compileCondition } from '../../../src/domain/conditions/compile-condition.ts';
import type { FactContext, PlanDocuments } from '../../../src/domain/facts/environment.ts';
import { type FactType, type FactValue, toFactNumber } from '../../../src/domain/facts/fact-value.ts';
import {
  createSlotTable,
  type Frame,
  type ResolvedFact,
  type SlotTable,
} from '../../../src/domain/facts/resolved-fact.ts';
import { CompileProblems } from '../../../src/domain/rules/compile-problem.ts';
import { type Compiler, createCompiler } from '../../../src/domain/rules/compiler.ts';
import { documentsOf } from '../evaluate/builders.ts';

/** Facts of every type; lists hold texts. Two of each, so that a fact can be compared with another. */
export const FACT_TYPES: Readonly<Record<string, FactType>> = {
  n1: 'number',
  n2: 'number',
  t1: 'text',
  t2: 'text',
  b1: 'boolean',
  b2: 'boolean',
  d1: 'date',
  d2: 'date',
  i1: 'instant',
  i2: 'instant',
  l1: 'list',
  l2: 'list',
};

const context = (documents: PlanDocuments): FactContext => ({
  documents,
  subject: 'rep',
  activityTypes: ['order.placed'],
  close: undefined,
  activityOnly: false,
});

/** A compiler over the real catalogue. */
export const catalogueCompiler = (
  definitions: Readonly<Record<string, Condition>> = {},
  slots: SlotTable = createSlotTable(),
): Compiler => createCompiler(context(documentsOf()), slots, new CompileProblems(), definitions);

/** A compiler that knows the facts of FACT_TYPES and nothing else, so that every type can be tried. */
export const typedCompiler = (definitions: Readonly<Record<string, Condition>> = {}): Compiler => ({
  ...catalogueCompiler(definitions),
  resolve: ({ fact }): ResolvedFact | undefined => {
    const type = Object.hasOwn(FACT_TYPES, fact) ? FACT_TYPES[fact] : undefined;
    return type && { key: fact, name: fact, type, level: 'rep', source: { of: 'subject', attribute: fact } };
  },
});

export const frameFor = (compiler: Compiler, values: Readonly<Record<string, FactValue>>): Frame => ({
  read: (slot) => values[compiler.slots.facts[slot]?.name ?? ''],
});

/** Compiles with typed facts and decides on these values. */
export const decide = (
  condition: Condition,
  values: Readonly<Record<string, FactValue>>,
  definitions = {},
) => {
  const compiler = typedCompiler(definitions);
  const program = compileCondition(Condition.parse(condition), compiler, []);
  const problems = compiler.problems.list;
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return program.test(frameFor(compiler, values));
};

/** Small pools, so that equal values and neighbours meet often. */
export const NUMBERS = [
  '-1',
  '0',
  '1',
  '2',
  '0.1',
  '0.3',
  '999999999999999',
  '1000000000000000',
  '1000000000000001',
  '9007199254740992',
  '9007199254740993',
  '123456789012.3456',
  '123456789012.3457',
  '123456789012.345',
];
const TEXTS = ['', 'a', 'b', '10', '9'];
const DATES = ['2017-03-09', '2017-03-10', '2016-02-29'];
const INSTANTS = ['2017-03-09T00:00:00Z', '2017-03-09T08:00:00+08:00', '2017-03-09T00:00:01Z'];

/** A literal of the type as a document writes it. */
export const literalOf = (type: FactType): fc.Arbitrary<Json> => {
  switch (type) {
    case 'number':
      return fc.oneof(fc.constantFrom(...NUMBERS), fc.constantFrom(-1, 0, 1, 2, 0.1, 0.3, 999999999999999));
    case 'boolean':
      return fc.boolean();
    case 'date':
      return fc.constantFrom(...DATES);
    case 'instant':
      return fc.constantFrom(...INSTANTS);
    default:
      return fc.constantFrom(...TEXTS);
  }
};

/** A value of the type as a frame holds it; never unknown itself, lists only of known texts. */
export const knownValue = (type: FactType): fc.Arbitrary<FactValue> => {
  switch (type) {
    case 'number':
      return fc.constantFrom(...NUMBERS).map(toFactNumber);
    case 'instant':
      return fc.constantFrom(...INSTANTS).map((text) => Date.parse(text));
    case 'list':
      return fc.array(fc.constantFrom(...TEXTS), { maxLength: 3 });
    default:
      return literalOf(type) as fc.Arbitrary<FactValue>;
  }
};

/** Values for every fact; `unknown` of them, and of the elements of lists, are unknown. */
export const valuesWith = (unknown: boolean): fc.Arbitrary<Record<string, FactValue>> => {
  const maybe = (arbitrary: fc.Arbitrary<FactValue>) =>
    unknown
      ? fc.oneof({ weight: 3, arbitrary }, { weight: 1, arbitrary: fc.constant(undefined) })
      : arbitrary;
  return fc.record(
    Object.fromEntries(
      Object.entries(FACT_TYPES).map(([name, type]) => [
        name,
        maybe(
          type === 'list' && unknown
            ? fc.array(maybe(fc.constantFrom(...TEXTS)), { maxLength: 3 })
            : knownValue(type),
        ),
      ]),
    ),
  );
};

const SCALARS: readonly FactType[] = ['number', 'text', 'boolean', 'date', 'instant'];
const factsOf = (type: FactType) =>
  fc.constantFrom(...Object.keys(FACT_TYPES).filter((name) => FACT_TYPES[name] === type));
const listOf = (type: FactType) => fc.array(literalOf(type), { minLength: 1, maxLength: 3 });
const ORDERINGS = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'];

/** A comparison as a careful person writes it: types agree, lists where lists belong. */
export const comparisons: fc.Arbitrary<Condition> = fc.oneof(
  ...SCALARS.map((type) => {
    const direct = ['equal', 'notEqual', ...(type === 'text' || type === 'boolean' ? [] : ORDERINGS)];
    const operator = fc.constantFrom(
      ...direct,
      ...direct.map((name) => `not:${name}`),
      ...direct.map((name) => `swap:${name}`),
    );
    const value = fc.oneof(
      literalOf(type),
      factsOf(type).map((fact) => ({ fact })),
    );
    const many = fc.constantFrom(
      'in',
      'notIn',
      'not:in',
      ...direct.flatMap((name) => [`someValue:${name}`, `everyValue:${name}`, `not:someValue:${name}`]),
    );
    return fc.oneof(
      fc.record({ fact: factsOf(type), operator, value }),
      fc.record({ fact: factsOf(type), operator: many, value: listOf(type) }),
    );
  }),
  fc.record({
    fact: factsOf('list'),
    operator: fc.constantFrom(
      'contains',
      'doesNotContain',
      'not:contains',
      'someFact:equal',
      'everyFact:equal',
      'everyFact:notEqual',
      'not:someFact:equal',
    ),
    value: fc.oneof(
      literalOf('text'),
      factsOf('text').map((fact) => ({ fact })),
    ),
  }),
  fc.record({
    fact: factsOf('list'),
    operator: fc.constantFrom('someFact:in', 'everyFact:in', 'everyFact:notIn'),
    value: listOf('text'),
  }),
  fc.record({
    fact: factsOf('text'),
    operator: fc.constantFrom('in', 'notIn', 'someValue:equal', 'everyValue:notEqual'),
    value: factsOf('list').map((fact) => ({ fact })),
  }),
);

/** Trees up to four levels over comparisons and the names of definitions. */
export const conditionsWith = (names: readonly string[]): fc.Arbitrary<Condition> =>
  fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, depthSize: 'medium' },
      names.length > 0
        ? fc.oneof(
            { weight: 4, arbitrary: comparisons },
            { weight: 1, arbitrary: fc.constantFrom(...names).map((condition) => ({ condition })) },
          )
        : comparisons,
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      tie('node').map((not) => ({ not })),
    ),
  })).node;

type Definitions = Readonly<Record<string, Condition>>;

/** Nodes of a condition with its names written out, as the limit of 500 counts them. */
const nodesOf = (node: Condition, definitions: Definitions): number => {
  const total = (nodes: readonly Condition[]) =>
    nodes.reduce((sum, child) => sum + nodesOf(child, definitions), 1);
  if ('all' in node) return total(node.all);
  if ('any' in node) return total(node.any);
  if ('not' in node) return total([node.not]);
  const named = 'condition' in node ? definitions[node.condition] : undefined;
  return total(named ? [named] : []);
};

/** A condition with two definitions it may name, within the limits. */
export const documents = fc
  .record({
    definitions: fc.record({ busy: conditionsWith([]), keen: conditionsWith(['busy']) }),
    condition: conditionsWith(['busy', 'keen']),
  })
  .filter(({ condition, definitions }) => nodesOf(condition, definitions) <= CONDITION_LIMITS.nodes);
