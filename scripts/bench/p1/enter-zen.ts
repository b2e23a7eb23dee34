import { component } from '../benchmark.ts';
import { asPlainObject, type Entrant, entrantOf } from './entrant.ts';
import type { FactOperator, SampleRule, Tree } from './sample-rules.ts';

/** The ways to say n rules to zen. */
export type ZenShape = 'table' | 'list';

/**
 * The rules as one decision, loaded once: `table` is a decision table that collects the rules whose cell is true,
 * `list` a single expression that gives a list of booleans. (A node with one expression a rule took twice as long.)
 * zen works in threads of its own and is given `together` activities at once, so that it may use every core and
 * pays for crossing into native code and back while others are calculated; Laurel has one thread.
 */
export const enterZen = async (
  name: string,
  rules: readonly SampleRule[],
  shape: ZenShape,
  together: number,
): Promise<Entrant> => {
  const { ZenDecisionContent, ZenEngine } = await component(
    '@gorules/zen-engine',
    'npm install',
    () => import('@gorules/zen-engine'),
  );
  const decision = new ZenEngine().createDecision(new ZenDecisionContent(graphOf(nodeOf(rules, shape))));
  return entrantOf(name, {
    prepare: asPlainObject,
    judge: (facts) => decision.evaluate(facts),
    codes: ({ result }) => codesIn(result, rules, shape),
    together,
  });
};

const position = { x: 0, y: 0 };

const graphOf = (node: object) => ({
  nodes: [
    { id: 'input', type: 'inputNode', name: 'input', position },
    { id: 'rules', name: 'rules', position, ...node },
    { id: 'output', type: 'outputNode', name: 'output', position },
  ],
  edges: [
    { id: 'in', sourceId: 'input', targetId: 'rules', type: 'edge' },
    { id: 'out', sourceId: 'rules', targetId: 'output', type: 'edge' },
  ],
});

const nodeOf = (rules: readonly SampleRule[], shape: ZenShape): object => {
  if (shape === 'table') {
    return {
      type: 'decisionTableNode',
      content: {
        hitPolicy: 'collect',
        inputs: [{ id: 'when', name: 'when', type: 'expression' }],
        outputs: [{ id: 'rule', name: 'rule', field: 'rule', type: 'expression' }],
        rules: rules.map(({ code, tree }) => ({ _id: code, when: expressionOf(tree), rule: `"${code}"` })),
      },
    };
  }
  const list = `[${rules.map(({ tree }) => expressionOf(tree)).join(', ')}]`;
  return { type: 'expressionNode', content: { expressions: [{ id: 'held', key: 'held', value: list }] } };
};

const codesIn = (result: unknown, rules: readonly SampleRule[], shape: ZenShape): readonly string[] => {
  switch (shape) {
    case 'table':
      return (result as readonly { rule: string }[]).map(({ rule }) => rule);
    case 'list': {
      const { held } = result as { held: readonly boolean[] };
      return rules.flatMap(({ code }, index) => (held[index] ? [code] : []));
    }
  }
};

const SIGNS: Readonly<Record<FactOperator, string>> = {
  greaterThanInclusive: '>=',
  greaterThan: '>',
  lessThanInclusive: '<=',
  lessThan: '<',
  equal: '==',
  notEqual: '!=',
  in: 'in',
  notIn: 'not in',
};

const expressionOf = (tree: Tree): string => {
  if ('all' in tree) return `(${tree.all.map(expressionOf).join(' and ')})`;
  if ('any' in tree) return `(${tree.any.map(expressionOf).join(' or ')})`;
  const { fact, operator, value } = tree;
  if (value === true) return fact.name;
  if (value === false) return `(not ${fact.name})`;
  return `${fact.name} ${SIGNS[operator]} ${JSON.stringify(value)}`;
};
