import type { Condition } from '../../../schemas/condition.ts';
import { Rule } from '../../../schemas/rule.ts';
import type { ConditionTrace } from '../../../src/domain/conditions/condition-program.ts';
import type { FactValue } from '../../../src/domain/facts/fact-value.ts';
import { createSlotTable, type Frame } from '../../../src/domain/facts/resolved-fact.ts';
import { CompileProblems } from '../../../src/domain/rules/compile-problem.ts';
import { compileRuleSet } from '../../../src/domain/rules/compile-rule-set.ts';
import { createCompiler } from '../../../src/domain/rules/compiler.ts';
import type { CompiledRule, RuleSet } from '../../../src/domain/rules/rule-set.ts';
import { type Entrant, entrantOf } from './entrant.ts';
import { documentsOf, SAMPLE_FACTS } from './sample-facts.ts';
import type { SampleActivity, SampleRule, Tree } from './sample-rules.ts';

/** Rules compiled by the production path, and which fact of the sample stands in each slot of their frames. */
export type LoadedLaurel = Readonly<{ ruleSet: RuleSet; sourceOfSlot: readonly number[] }>;

const TYPE = 'order.placed';

/** Publishes the rules as documents in strict mode; `typeOf` says which activity type triggers a rule. */
export const loadLaurel = (
  rules: readonly SampleRule[],
  typeOf: (index: number) => string = () => TYPE,
): LoadedLaurel => {
  const types = [...new Set(rules.map((_, index) => typeOf(index)))];
  const documents = documentsOf(
    rules.map((rule, index) => ruleOf(rule, typeOf(index))),
    types,
  );
  const ruleSet = compileRuleSet(documents);
  const context = {
    documents,
    subject: 'rep',
    activityTypes: types,
    close: undefined,
    activityOnly: false,
  } as const;
  const compiler = createCompiler(context, createSlotTable(), new CompileProblems());
  const places = new Map(SAMPLE_FACTS.map(({ ref }, place) => [compiler.resolve(ref, [])?.key, place]));
  const sourceOfSlot = ruleSet.facts.map(({ key }) => {
    const place = places.get(key);
    if (place === undefined) throw new Error(`The rules read “${key}”, which is no fact of the sample.`);
    return place;
  });
  return { ruleSet, sourceOfSlot };
};

const ruleOf = ({ code, tree }: SampleRule, activity: string): Rule =>
  Rule.parse({
    code,
    name: { zh: code, en: code },
    category: 'result',
    triggers: [{ activity }],
    subject: 'rep',
    conditions: conditionOf(tree),
    rewards: [{ kind: 'points', amount: 1 }],
  });

const conditionOf = (tree: Tree): Condition => {
  if ('all' in tree) return { all: tree.all.map(conditionOf) };
  if ('any' in tree) return { any: tree.any.map(conditionOf) };
  return { ...tree.fact.ref, operator: tree.operator, value: tree.value };
};

/**
 * The facts as a frame's filler gets them: values in the order of the catalogue. Frames know slots, not names; names
 * are resolved at publication. (Looking 26 names up for each activity would cost 0.3 µs.)
 */
const inCatalogueOrder = (activity: SampleActivity): readonly FactValue[] =>
  SAMPLE_FACTS.map(({ name }) => activity[name]);

/**
 * A frame over an activity's facts, filled anew for each: nothing outlives the activity. What production does
 * before, reading rollups and master data, is not in it, nor is it in what the others do.
 */
const fillFrame = (sourceOfSlot: readonly number[], facts: readonly FactValue[]): Frame => {
  const values: FactValue[] = new Array(sourceOfSlot.length);
  for (let slot = 0; slot < values.length; slot += 1) values[slot] = facts[sourceOfSlot[slot] ?? 0];
  return { read: (slot) => values[slot] };
};

/** Finds the rules of the activity's type in the index and tests eligibility and conditions, as a judging does. */
export const enterLaurel = (name: string, { ruleSet, sourceOfSlot }: LoadedLaurel, type = TYPE): Entrant =>
  entrantOf(name, {
    prepare: inCatalogueOrder,
    judge: (facts) => {
      const frame = fillFrame(sourceOfSlot, facts);
      const held: CompiledRule[] = [];
      for (const rule of ruleSet.byActivityType.get(type) ?? []) {
        if (rule.eligibility && rule.eligibility.test(frame) !== true) continue;
        if (rule.conditions && rule.conditions.test(frame) !== true) continue;
        held.push(rule);
      }
      return held;
    },
    codes: (held) => held.map(({ rule }) => rule.code),
  });

type Traced = Readonly<{ rule: CompiledRule; trace: ConditionTrace | undefined }>;

/** The same with a full trace of every rule, true or not: all nodes evaluated, all values kept. */
export const enterTracedLaurel = (name: string, { ruleSet, sourceOfSlot }: LoadedLaurel): Entrant =>
  entrantOf(name, {
    prepare: inCatalogueOrder,
    judge: (facts) => {
      const frame = fillFrame(sourceOfSlot, facts);
      const traced: Traced[] = [];
      for (const rule of ruleSet.byActivityType.get(TYPE) ?? []) {
        traced.push({ rule, trace: rule.conditions?.trace(frame) });
      }
      return traced;
    },
    codes: (traced) => traced.flatMap(({ rule, trace }) => (trace?.result === true ? [rule.rule.code] : [])),
  });
