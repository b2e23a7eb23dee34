import { Engine, type TopLevelCondition } from 'json-rules-engine';
import type { Condition, FactRef, Json } from '../../../schemas/condition.ts';
import { parseInstant } from '../calendar/zone.ts';
import {
  compareFactNumbers,
  type FactType,
  type FactValue,
  isFactNumber,
  type toDecimal,
  toFactNumber,
} from '../facts/fact-value.ts';
import type { Frame } from '../facts/resolved-fact.ts';
import { formatDecimal } from '../money/decimal.ts';
import type { Compiler } from '../rules/compiler.ts';
import { type OperatorParts, operatorParts } from './operators.ts';

type Path = readonly (string | number)[];

/** Whether a condition is true; or why the strict meaning and the library’s cannot be held against each other. */
export type Decision =
  | Readonly<{ comparable: true; holds: boolean }>
  | Readonly<{ comparable: false; reason: Incomparable }>;

export type Incomparable =
  | 'unknown under not'
  | 'two unknown values'
  | 'an unknown list'
  | 'a list with unknown elements'
  | 'numbers beyond a double'
  | 'values of different types'
  | 'an unknown fact';

export type PreparedCondition = Readonly<{ decide(frame: Frame): Promise<Decision> }>;

/**
 * What decides a strict condition: prepared once against the catalogue, then asked for each frame. `condition` has
 * been accepted by `compileCondition` before. The compiled adapter fits it as
 * `prepare: (...document) => { const { test } = compileCondition(...document); return { decide: async (frame) =>
 * ({ comparable: true, holds: test(frame) === true }) }; }`; the hot paths call the compiled program directly, since
 * a promise for each decision would cost more than the decision.
 */
export type EvaluatorPort = Readonly<{
  prepare(condition: Condition, compiler: Compiler, path: Path): PreparedCondition;
}>;

/**
 * The reference: json-rules-engine on facts that we resolved ourselves. Every reference becomes a fact id of our own
 * without params or path, so that no text of a document reaches the library’s jsonpath; the resolver throws besides.
 * The operators, decorators and boolean nodes are the library’s own.
 *
 * The library knows no unknown: a missing fact compares as false and its denial as true. Where nothing above an
 * unknown value denies, both meanings agree on what is true; elsewhere the decision is not comparable. So it is for
 * two numbers that differ but round to the same double; rounding never reverses an order, so all others compare.
 */
export const referenceEvaluator: EvaluatorPort = {
  prepare: (condition, compiler, path) => {
    const leaves: Leaf[] = [];
    const translated = translate(condition, { compiler, leaves, path, denied: false });
    if (!translated) return { decide: async () => ({ comparable: false, reason: 'an unknown fact' }) };
    const conditions = { all: [translated] } as TopLevelCondition;
    const slots = new Set(
      leaves.flatMap(({ slot, expectedSlot }) =>
        expectedSlot === undefined ? [slot] : [slot, expectedSlot],
      ),
    );
    return {
      decide: async (frame) => {
        for (const leaf of leaves) {
          const reason = incomparable(leaf, frame);
          if (reason) return { comparable: false, reason };
        }
        // An engine for each decision: one that runs twice at once drops rules.
        const engine = new Engine([{ conditions, event: { type: 'holds' } }], {
          allowUndefinedFacts: true,
          pathResolver: refusePath,
        });
        for (const slot of slots) {
          const value = frame.read(slot);
          if (value !== undefined) engine.addFact(factId(slot), plain(value));
        }
        const { events } = await engine.run();
        return { comparable: true, holds: events.length > 0 };
      },
    };
  },
};

const refusePath = (): never => {
  throw new Error('No path reaches the reference evaluator.');
};

const factId = (slot: number): string => `slot-${slot}`;

/** A comparison of the condition; `denied` when a negation stands above it or in its operator. */
type Leaf = Readonly<{
  parts: OperatorParts;
  slot: number;
  expectedSlot: number | undefined;
  literal: FactValue;
  denied: boolean;
}>;

type Translation = Readonly<{ compiler: Compiler; leaves: Leaf[]; path: Path; denied: boolean }>;

const DENYING: readonly string[] = ['notEqual', 'notIn', 'doesNotContain'];

/** The condition in the library’s words, named conditions written out; undefined when a fact is not known. */
const translate = (node: Condition, at: Translation): object | undefined => {
  if ('all' in node || 'any' in node) {
    const [kind, nodes] = 'all' in node ? ['all', node.all] : ['any', node.any];
    const children = nodes.map((child) => translate(child, at));
    return children.includes(undefined) ? undefined : { [kind]: children };
  }
  if ('not' in node) {
    const child = translate(node.not, { ...at, denied: true });
    return child && { not: child };
  }
  const { compiler, leaves, path } = at;
  if ('condition' in node) {
    const { definitions } = compiler;
    const definition = Object.hasOwn(definitions, node.condition) ? definitions[node.condition] : undefined;
    return definition && translate(definition, at);
  }
  const fact = compiler.resolve(node, path);
  const reference = isFactRef(node.value) ? node.value : undefined;
  const expected = reference && compiler.resolve(reference, path);
  if (!fact || (reference && !expected)) return undefined;
  const parts = operatorParts(node.operator);
  const literal = reference ? undefined : literalOf(node.value as Json, fact.type, compiler.timeZone);
  const slot = compiler.slots.slotOf(fact);
  const expectedSlot = expected && compiler.slots.slotOf(expected);
  leaves.push({
    parts,
    slot,
    expectedSlot,
    literal,
    denied: at.denied || parts.decorators.includes('not') || DENYING.includes(parts.operator),
  });
  return {
    fact: factId(slot),
    operator: node.operator,
    value: expectedSlot === undefined ? plain(literal) : { fact: factId(expectedSlot) },
  };
};

const isFactRef = (value: Json | FactRef): value is FactRef =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  typeof (value as FactRef).fact === 'string';

const literalOf = (value: Json, type: FactType, timeZone: string): FactValue => {
  if (Array.isArray(value)) return value.map((element) => literalOf(element, type, timeZone));
  if (type === 'number') return toFactNumber(String(value));
  if (type === 'instant') return parseInstant(String(value), timeZone);
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
};

/** The value as the library sees it: numbers as doubles. */
const plain = (value: FactValue): unknown => {
  if (isFactNumber(value)) return asDouble(value);
  return Array.isArray(value) ? value.map(plain) : value;
};

const asDouble = (value: Parameters<typeof toDecimal>[0]): number =>
  typeof value === 'number' ? value : Number(formatDecimal(value));

const incomparable = (
  { parts, slot, expectedSlot, literal, denied }: Leaf,
  frame: Frame,
): Incomparable | undefined => {
  const actual = frame.read(slot);
  const expected = expectedSlot === undefined ? literal : frame.read(expectedSlot);
  if ([actual, expected].some((side) => Array.isArray(side) && side.includes(undefined)))
    return 'a list with unknown elements';
  if (actual === undefined || expected === undefined) {
    if (denied) return 'unknown under not';
    if (actual === expected) return 'two unknown values';
  }
  const pairs = pairsOf(parts.decorators, parts.operator, actual, expected);
  if (typeof pairs === 'string') return pairs;
  for (const pair of pairs) {
    const reason = incomparablePair(pair, parts);
    if (reason) return reason;
  }
  return undefined;
};

type Pair = readonly [actual: FactValue, expected: FactValue];

/** The single values that the operator compares, after its decorators have walked through the lists. */
const pairsOf = (
  decorators: OperatorParts['decorators'],
  operator: OperatorParts['operator'],
  actual: FactValue,
  expected: FactValue,
): readonly Pair[] | Incomparable => {
  const [outer, ...inner] = decorators;
  const each = (values: readonly Pair[]): readonly Pair[] | Incomparable => {
    const found = values.map(([a, b]) => pairsOf(inner, operator, a, b));
    return (
      found.find((pairs): pairs is Incomparable => typeof pairs === 'string') ?? (found as Pair[][]).flat()
    );
  };
  switch (outer) {
    case 'someFact':
    case 'everyFact':
      if (actual === undefined) return [];
      return isList(actual)
        ? each(actual.map((element) => [element, expected]))
        : 'values of different types';
    case 'someValue':
    case 'everyValue':
      if (expected === undefined) return 'an unknown list';
      return isList(expected)
        ? each(expected.map((element) => [actual, element]))
        : 'values of different types';
    case 'swap':
      return each([[expected, actual]]);
    case 'not':
      return each([[actual, expected]]);
  }
  switch (operator) {
    case 'in':
    case 'notIn':
      if (expected === undefined) return 'an unknown list';
      return isList(expected) ? expected.map((element) => [actual, element]) : 'values of different types';
    case 'contains':
    case 'doesNotContain':
      if (actual === undefined) return [];
      return isList(actual) ? actual.map((element) => [element, expected]) : 'values of different types';
    default:
      return [[actual, expected]];
  }
};

const isList = (value: FactValue): value is readonly FactValue[] => Array.isArray(value);

const DATE = /^\d{4}-\d{2}-\d{2}$/;

const incomparablePair = ([a, b]: Pair, { operator }: OperatorParts): Incomparable | undefined => {
  if (a === undefined || b === undefined) return undefined;
  if (isFactNumber(a) && isFactNumber(b)) {
    return asDouble(a) === asDouble(b) && compareFactNumbers(a, b) !== 0
      ? 'numbers beyond a double'
      : undefined;
  }
  // The library orders a text only when it begins with digits, as dates do.
  const ordered = /^(less|greater)/.test(operator);
  const dates = typeof a === 'string' && typeof b === 'string' && DATE.test(a) && DATE.test(b);
  return isList(a) || isList(b) || typeof a !== typeof b || (ordered && !dates)
    ? 'values of different types'
    : undefined;
};
