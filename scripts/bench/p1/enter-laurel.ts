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

/** Rules compiled by the production path, and where their frames take each fact from. */
export type LoadedLaurel = Readonly<{ ruleSet: RuleSet; nameOfSlot: readonly string[] }>;

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
  const names = new Map(SAMPLE_FACTS.map(({ name, ref }) => [compiler.resolve(ref, [])?.key, name]));
  return { ruleSet, nameOfSlot: ruleSet.facts.map(({ key }) => names.get(key) ?? key) };
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
 * A frame over an activity's facts, filled anew for each from the same plain object the other engines are handed:
 * nothing outlives the activity. What production does before, reading rollups and master data, is not in it, nor is
 * it in what the others do.
 */
const fillFrame = (nameOfSlot: readonly string[], activity: SampleActivity): Frame => {
  const values: FactValue[] = new Array(nameOfSlot.length);
  for (let slot = 0; slot < values.length; slot += 1) values[slot] = activity[nameOfSlot[slot] ?? ''];
  return { read: (slot) => values[slot] };
};

/** Finds the rules of the activity's type in the index and tests eligibility and conditions, as a judging does. */
export const enterLaurel = (name: string, { ruleSet, nameOfSlot }: LoadedLaurel, type = TYPE): Entrant => {
  const judge = (activity: SampleActivity): CompiledRule[] => {
    const frame = fillFrame(nameOfSlot, activity);
    const held: CompiledRule[] = [];
    for (const rule of ruleSet.byActivityType.get(type) ?? []) {
      if (rule.eligibility && rule.eligibility.test(frame) !== true) continue;
      if (rule.conditions && rule.conditions.test(frame) !== true) continue;
      held.push(rule);
    }
    return held;
  };
  return entrantOf(name, judge, (held) => held.map(({ rule }) => rule.code));
};

type Traced = Readonly<{ rule: CompiledRule; trace: ConditionTrace | undefined }>;

/** The same with a full trace of every rule, true or not: all nodes evaluated, all values kept. */
export const enterTracedLaurel = (name: string, { ruleSet, nameOfSlot }: LoadedLaurel): Entrant => {
  const judge = (activity: SampleActivity): Traced[] => {
    const frame = fillFrame(nameOfSlot, activity);
    const traced: Traced[] = [];
    for (const rule of ruleSet.byActivityType.get(TYPE) ?? [])
      traced.push({ rule, trace: rule.conditions?.trace(frame) });
    return traced;
  };
  return entrantOf(name, judge, (traced) =>
    traced.flatMap(({ rule, trace }) => (trace?.result === true ? [rule.rule.code] : [])),
  );
};
