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
import type { Frame, ResolvedFact } from '../facts/resolved-fact.ts';
import type { Compiler } from '../rules/compiler.ts';
import { nearestName } from '../rules/nearest-name.ts';
import type { ConditionProgram, ConditionTrace, Tri } from './condition-program.ts';
import { andAll, negate, orAll } from './kleene.ts';
import { comparisonOf, type OperatorParts, operatorParts } from './operators.ts';

type Path = readonly (string | number)[];

/**
 * Compiles a strict condition to closures, once, at publication. Known facts, agreeing types, bounded depth and
 * size; faults go to the compiler's problems and give a program that is never used.
 */
export const compileCondition = (condition: Condition, compiler: Compiler, path: Path): ConditionProgram => {
  const budget = { nodes: CONDITION_LIMITS.nodes };
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
  budget: { nodes: number },
  naming: readonly string[],
): ConditionProgram => {
  budget.nodes -= 1;
  if (depth > CONDITION_LIMITS.depth || budget.nodes < 0) {
    compiler.problems.report(
      path,
      `This condition is too large; at most ${CONDITION_LIMITS.depth} levels and ${CONDITION_LIMITS.nodes} nodes.`,
    );
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

  const shape = expectedShape(fact.type, parts);
  let literal: FactValue;
  if (expectedFact) {
    if (!agrees(fact.type, expectedFact.type, parts)) {
      compiler.problems.report(
        [...path, 'value'],
        `“${fact.name}” is a ${fact.type}, “${expectedFact.name}” a ${expectedFact.type}; they cannot be compared.`,
      );
    }
  } else {
    const read = readLiteral(node.value as Json, shape, compiler.timeZone);
    if ('fault' in read) {
      compiler.problems.report([...path, 'value'], `“${fact.name}” needs ${read.fault} here.`);
      return NEVER;
    }
    literal = read.value;
  }
  if (needsListFact(parts) && fact.type !== 'list') {
    compiler.problems.report(
      [...path, 'operator'],
      `“${fact.name}” is a ${fact.type}, not a list; use equal or in.`,
    );
  }
  if (isOrdering(parts) && (fact.type === 'boolean' || fact.type === 'text')) {
    compiler.problems.report(
      [...path, 'operator'],
      `“${fact.name}” is a ${fact.type} and has no order; use equal or in.`,
    );
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

const isOrdering = (parts: OperatorParts): boolean => /^(less|greater)/.test(parts.operator);
const needsListFact = (parts: OperatorParts): boolean =>
  !parts.decorators.includes('swap') &&
  /ontain/.test(parts.operator) !==
    parts.decorators.some((each) => each === 'someFact' || each === 'everyFact');

type Shape = Readonly<{ type: FactType; list: boolean }>;

/** What the other side of the comparison must be: the fact's type, or a list of it. */
const expectedShape = (type: FactType, { decorators, operator }: OperatorParts): Shape => {
  const overFact = decorators.some((each) => each === 'someFact' || each === 'everyFact');
  const overValue = decorators.some((each) => each === 'someValue' || each === 'everyValue');
  const element = type === 'list' || overFact ? 'text' : type;
  return { type: element, list: operator === 'in' || operator === 'notIn' || overValue };
};

const agrees = (actual: FactType, expected: FactType, parts: OperatorParts): boolean =>
  actual === expected || actual === 'list' || expected === 'list' || parts.decorators.includes('swap');

const EXPECTED_WORDS: Readonly<Record<FactType, string>> = {
  number: 'a number',
  text: 'a text',
  boolean: 'true or false',
  date: 'a date such as "2017-03-09"',
  instant: 'a time such as "2017-03-09T08:30:00Z"',
  list: 'a list',
};

const readLiteral = (
  value: Json,
  shape: Shape,
  timeZone: string,
): { value: FactValue } | { fault: string } => {
  const fault = shape.list
    ? `a list, each element ${EXPECTED_WORDS[shape.type]}`
    : EXPECTED_WORDS[shape.type];
  if (shape.list) {
    if (!Array.isArray(value) || value.length === 0) return { fault };
    const elements: FactValue[] = [];
    for (const element of value as readonly Json[]) {
      const read = readScalar(element, shape.type, timeZone);
      if (read === undefined) return { fault };
      elements.push(read);
    }
    return { value: elements };
  }
  const read = readScalar(value, shape.type, timeZone);
  return read === undefined ? { fault } : { value: read };
};

const readScalar = (value: Json, type: FactType, timeZone: string): FactValue => {
  switch (type) {
    case 'number':
      if (typeof value !== 'number' && typeof value !== 'string') return undefined;
      try {
        return toFactNumber(String(value));
      } catch {
        return undefined;
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

/** The resolved facts a program reads, for those who must load them. */
export const factsOf = (program: ConditionProgram, facts: readonly ResolvedFact[]): ResolvedFact[] =>
  program.slots.flatMap((slot) => facts[slot] ?? []);
