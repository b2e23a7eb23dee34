import type { NestedCondition, TopLevelCondition } from 'json-rules-engine';
import { component } from '../benchmark.ts';
import { asPlainObject, type Entrant, entrantOf } from './entrant.ts';
import type { SampleRule, Tree } from './sample-rules.ts';

/**
 * One Engine with all rules, run with plain facts: the use its documentation shows, and its fastest, since the
 * Almanac then reads constants. Every run keeps the values it met in its results, so the same run is what Laurel is
 * held against with and without a trace. One activity at a time, as an Engine that runs twice at once drops rules.
 */
export const enterJsonRulesEngine = async (name: string, rules: readonly SampleRule[]): Promise<Entrant> => {
  const { Engine } = await component('json-rules-engine', 'npm install', () => import('json-rules-engine'));
  const engine = new Engine(
    rules.map(({ code, tree }) => ({ conditions: topOf(tree), event: { type: code } })),
  );
  return entrantOf(name, {
    prepare: asPlainObject,
    judge: (facts) => engine.run(facts),
    codes: ({ events }) => events.map(({ type }) => type),
  });
};

const topOf = (tree: Tree): TopLevelCondition => conditionOf(tree) as TopLevelCondition;

const conditionOf = (tree: Tree): NestedCondition => {
  if ('all' in tree) return { all: tree.all.map(conditionOf) };
  if ('any' in tree) return { any: tree.any.map(conditionOf) };
  return { fact: tree.fact.name, operator: tree.operator, value: tree.value };
};
