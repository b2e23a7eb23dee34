import { component } from '../benchmark.ts';
import { asPlainObject, type Entrant, entrantOf } from './entrant.ts';
import type { FactOperator, SampleActivity, SampleRule, Tree } from './sample-rules.ts';

type Built = Readonly<{ code: string; test: (facts: SampleActivity) => unknown }>;

/**
 * Each rule as JavaScript that `engine.build` generates and compiles, called one after the other. Operators are
 * those it makes the fastest code of: strict equality, and the bare value for a boolean.
 */
export const enterJsonLogic = async (name: string, rules: readonly SampleRule[]): Promise<Entrant> => {
  const { LogicEngine } = await component(
    'json-logic-engine',
    'npm install',
    () => import('json-logic-engine'),
  );
  const engine = new LogicEngine();
  const built: Built[] = rules.map(({ code, tree }) => ({
    code,
    test: engine.build(logicOf(tree)) as Built['test'],
  }));
  return entrantOf(name, {
    prepare: asPlainObject,
    judge: (facts) => {
      const held: string[] = [];
      for (const { code, test } of built) if (test(facts)) held.push(code);
      return held;
    },
    codes: (held) => held,
  });
};

const SIGNS: Readonly<Record<Exclude<FactOperator, 'in' | 'notIn'>, string>> = {
  greaterThanInclusive: '>=',
  greaterThan: '>',
  lessThanInclusive: '<=',
  lessThan: '<',
  equal: '===',
  notEqual: '!==',
};

const logicOf = (tree: Tree): object => {
  if ('all' in tree) return { and: tree.all.map(logicOf) };
  if ('any' in tree) return { or: tree.any.map(logicOf) };
  const { fact, operator, value } = tree;
  const actual = { var: fact.name };
  if (value === true) return actual;
  if (value === false) return { '!': actual };
  if (operator === 'in') return { in: [actual, value] };
  if (operator === 'notIn') return { '!': { in: [actual, value] } };
  return { [SIGNS[operator]]: [actual, value] };
};
