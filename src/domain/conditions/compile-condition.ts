import { DecimalLike } from '../../../schemas/common.ts';
import {
  CONDITION_LIMITS,
  type Comparison,
  type Condition,
  type FactRef,
  type Json,
} from '../../../schemas/condition.ts';
import { parseLocalDate } from '../calendar/local-date.ts';
import { parseInstant } from '../calendar/zone.ts';
import type { FactType, FactValue } from '../facts/fact-value.ts';
import { toFactNumber } from '../facts/fact-value.ts';
import type { Frame } from '../facts/resolved-fact.ts';
import type { Compiler } from '../rules/compiler.ts';
import { nearestName } from '../rules/nearest-name.ts';
import type { ConditionProgram, ConditionTrace, Tri } from './condition-program.ts';
import { andAll, negate, orAll } from './kleene.ts';
import { requiredValue, type Shape, shapeOf } from './operand-shapes.ts';
import { comparisonOf, type OperatorParts, operatorParts } from './operators.ts';

type Path = readonly (string | number)[];

/**
 * Compiles a strict condition to closures, once, at publication. Known facts, agreeing types, bounded depth and
 * size; faults go to the compiler's problems and give a program that is never used.
 */
export const compileCondition = (condition: Condition, compiler: Compiler, path: Path): ConditionProgram => {
  const budget = { nodes: CONDITION_LIMITS.nodes, reported: false };
  return compileNode(condition, compiler, path, 1, budget, []);
};

const NEVER: ConditionProgram = {
  test: () => undefined,
  trace: () => ({ kind: 'all', result: undefined, children: [] }),
  slots: [],
};

const compileNode = (
  node: Condition,
  compiler: Compiler,
  path: Path,
  depth: number,
  budget: { nodes: number; reported: boolean },
  naming: readonly string[],
): ConditionProgram => {
  budget.nodes -= 1;
  if (depth > CONDITION_LIMITS.depth || budget.nodes < 0) {
    if (!budget.reported) {
      compiler.problems.report(
        path,
        `This condition is too large; at most ${CONDITION_LIMITS.depth} levels and ${CONDITION_LIMITS.nodes} nodes.`,
      );
    }
    budget.reported = true;
    return NEVER;
  }
  const child = (condition: Condition, ...step: (string | number)[]) =>
    compileNode(condition, compiler, [...path, ...step], depth + 1, budget, naming);

  if ('all' in node)
    return group(
      'all',
      node.all.map((each, index) => child(each, 'all', index)),
    );
  if ('any' in node)
    return group(
      'any',
      node.any.map((each, index) => child(each, 'any', index)),
    );
  if ('not' in node) return negation(child(node.not, 'not'));
  if ('condition' in node) {
    const name = node.condition;
    compiler.named.add(name);
    const definition = Object.hasOwn(compiler.definitions, name) ? compiler.definitions[name] : undefined;
    if (definition === undefined) {
      const near = nearestName(name, Object.keys(compiler.definitions));
      compiler.problems.report([...path, 'condition'], `There is no definition called “${name}”.`, near);
      return NEVER;
    }
    if (naming.includes(name)) {
      compiler.problems.report([...path, 'condition'], `The definition “${name}” refers to itself.`);
      return NEVER;
    }
    const inner = compileNode(definition, compiler, ['definitions', name], depth + 1, budget, [
      ...naming,
      name,
    ]);
    return {
      ...inner,
      trace: (frame) => {
        const trace = inner.trace(frame);
        return { kind: 'named', name, result: trace.result, children: [trace] };
      },
    };
  }
  return comparison(node, compiler, path);
};

const group = (kind: 'all' | 'any', children: readonly ConditionProgram[]): ConditionProgram => {
  const decisive = kind === 'any';
  const tests = children.map((child) => child.test);
  return {
    test: (frame) => {
      let result: Tri = !decisive;
      for (const test of tests) {
        const value = test(frame);
        if (value === decisive) return decisive;
        if (value === undefined) result = undefined;
      }
      return result;
    },
    trace: (frame) => {
      const traces = children.map((child) => child.trace(frame));
      const results = traces.map((trace) => trace.result);
      return { kind, result: decisive ? orAll(results) : andAll(results), children: traces };
    },
    slots: children.flatMap((child) => child.slots),
  };
};

const negation = (inner: ConditionProgram): ConditionProgram => ({
  test: (frame) => negate(inner.test(frame)),
  trace: (frame) => {
    const trace = inner.trace(frame);
    return { kind: 'not', result: negate(trace.result), children: [trace] };
  },
  slots: inner.slots,
});

const comparison = (node: Comparison, compiler: Compiler, path: Path): ConditionProgram => {
  const parts = operatorParts(node.operator);
  const fact = compiler.resolve(node, path);
  const expectedRef = isFactRef(node.value) ? node.value : undefined;
  const expectedFact = expectedRef && compiler.resolve(expectedRef, [...path, 'value']);
  if (!fact || (expectedRef && !expectedFact)) return NEVER;

  const required = requiredValue(shapeOf(fact.type), parts);
  if ('fault' in required) {
    compiler.problems.report([...path, 'operator'], `“${fact.name}” ${required.fault}.`);
    return NEVER;
  }
  let literal: FactValue;
  if (expectedFact) {
    const given = shapeOf(expectedFact.type);
    if (given.type !== required.type || given.list !== required.list) {
      compiler.problems.report(
        [...path, 'value'],
        `“${fact.name}” needs ${words(required)} here; “${expectedFact.name}” is ${words(given)}.`,
      );
      return NEVER;
    }
  } else {
    literal = readLiteral(node.value as Json, required, compiler.timeZone);
    if (literal === undefined) {
      compiler.problems.report([...path, 'value'], `“${fact.name}” needs ${words(required)} here.`);
      return NEVER;
    }
  }

  const slot = compiler.slots.slotOf(fact);
  const expectedSlot = expectedFact && compiler.slots.slotOf(expectedFact);
  const compare = comparisonOf(parts);
  const expectedIn = (frame: Frame): FactValue =>
    expectedSlot === undefined ? literal : frame.read(expectedSlot);
  return {
    test:
      fastTest(parts, slot, expectedSlot, literal) ??
      ((frame) => compare(frame.read(slot), expectedIn(frame))),
    trace: (frame): ConditionTrace => {
      const actual = frame.read(slot);
      const expected = expectedIn(frame);
      return {
        kind: 'comparison',
        fact,
        operator: node.operator,
        actual,
        expected,
        expectedFact,
        result: compare(actual, expected),
      };
    },
    slots: expectedSlot === undefined ? [slot] : [slot, expectedSlot],
  };
};

/** The comparison with a number literal, by far the most frequent, without a call through the operator table. */
const fastTest = (
  parts: OperatorParts,
  slot: number,
  expectedSlot: number | undefined,
  literal: FactValue,
) => {
  if (parts.decorators.length > 0 || expectedSlot !== undefined || typeof literal !== 'number')
    return undefined;
  const general = comparisonOf(parts);
  const specialised =
    (accept: (actual: number, expected: number) => boolean) =>
    (frame: Frame): Tri => {
      const actual = frame.read(slot);
      return typeof actual === 'number' ? accept(actual, literal) : general(actual, literal);
    };
  switch (parts.operator) {
    case 'greaterThanInclusive':
      return specialised((actual, expected) => actual >= expected);
    case 'greaterThan':
      return specialised((actual, expected) => actual > expected);
    case 'lessThanInclusive':
      return specialised((actual, expected) => actual <= expected);
    case 'lessThan':
      return specialised((actual, expected) => actual < expected);
    case 'equal':
      return specialised((actual, expected) => actual === expected);
    default:
      return undefined;
  }
};

const isFactRef = (value: Json | FactRef): value is FactRef =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  typeof (value as FactRef).fact === 'string';

const EXPECTED_WORDS: Readonly<Record<FactType, string>> = {
  number: 'a number',
  text: 'a text',
  boolean: 'true or false',
  date: 'a date such as "2017-03-09"',
  instant: 'a time such as "2017-03-09T08:30:00Z"',
  list: 'a list',
};

const words = ({ type, list }: Shape): string =>
  list ? `a list, each element ${EXPECTED_WORDS[type]}` : EXPECTED_WORDS[type];

/** A literal in the shape that is needed; undefined when it is not in it. */
const readLiteral = (value: Json, { type, list }: Shape, timeZone: string): FactValue => {
  if (!list) return readScalar(value, type, timeZone);
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const elements = (value as readonly Json[]).map((element) => readScalar(element, type, timeZone));
  return elements.includes(undefined) ? undefined : elements;
};

const readScalar = (value: Json, type: FactType, timeZone: string): FactValue => {
  switch (type) {
    case 'number': {
      const number = DecimalLike.safeParse(value);
      return number.success ? toFactNumber(String(number.data)) : undefined;
    }
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'date':
      return typeof value === 'string' ? parseLocalDate(value) : undefined;
    case 'instant':
      return typeof value === 'string' ? parseInstant(value, timeZone) : undefined;
    case 'text':
    case 'list':
      return typeof value === 'string' ? value : undefined;
  }
};
