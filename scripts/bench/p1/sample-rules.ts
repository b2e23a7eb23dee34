import { createRandom, type Random } from '../../../src/app/demo/random.ts';
import { SAMPLE_FACTS, type SampleFact } from './sample-facts.ts';

export type FactOperator =
  | 'greaterThanInclusive'
  | 'greaterThan'
  | 'lessThanInclusive'
  | 'lessThan'
  | 'equal'
  | 'notEqual'
  | 'in'
  | 'notIn';

export type Leaf = Readonly<{
  fact: SampleFact;
  operator: FactOperator;
  value: number | string | boolean | readonly string[];
}>;

/** A condition of the sample, before it is written in the words of an engine. */
export type Tree = Readonly<{ all: readonly Tree[] }> | Readonly<{ any: readonly Tree[] }> | Leaf;

export type SampleRule = Readonly<{ code: string; tree: Tree }>;

/** The facts of one activity by plain name: what every engine is handed. */
export type SampleActivity = Readonly<Record<string, number | string | boolean>>;

const SEED = 20261124;

/**
 * Activities that all differ. They pass through JSON once, as facts that come from a database or over the wire do,
 * so that no engine gains from texts that are the very same object in the rules and in the facts.
 */
export const sampleActivities = (count: number): readonly SampleActivity[] => {
  const random = createRandom(SEED, 1);
  const activities = Array.from({ length: count }, () =>
    Object.fromEntries(SAMPLE_FACTS.map((fact) => [fact.name, anyValueOf(fact, random)])),
  );
  return JSON.parse(JSON.stringify(activities)) as SampleActivity[];
};

const anyValueOf = (fact: SampleFact, random: Random): number | string | boolean => {
  switch (fact.type) {
    case 'number': {
      const scale = 10 ** fact.decimals;
      return random.int(Math.ceil(fact.least * scale), Math.floor(fact.most * scale)) / scale;
    }
    case 'text':
      return random.pick(fact.values);
    case 'boolean':
      return random.chance(50);
  }
};

/**
 * Rules of four comparisons each, over all types of facts, in the shapes people write. A rule is taken when it is
 * true of 5 to 40 in 100 activities of a trial, which comes to a fifth on the whole: rules that never or always hold
 * would let every engine stop at the first comparison.
 */
export const sampleRules = (count: number): readonly SampleRule[] => {
  const random = createRandom(SEED, 2);
  const trial = sampleActivities(400);
  const rules: SampleRule[] = [];
  while (rules.length < count) {
    const tree = treeOf(random);
    const share = trial.filter((activity) => holds(tree, activity)).length / trial.length;
    if (share >= 0.05 && share <= 0.4) rules.push({ code: `r${rules.length}`, tree });
  }
  return rules;
};

const treeOf = (random: Random): Tree => {
  const facts = random.shuffled(SAMPLE_FACTS).slice(0, 4);
  const [a, b, c, d] = facts.map((fact) => leafOf(fact, random)) as [Leaf, Leaf, Leaf, Leaf];
  return random.pick<Tree>([
    { all: [a, b, { any: [c, d] }] },
    { all: [a, { any: [b, c, d] }] },
    { all: [a, b, c, d] },
    { all: [{ any: [a, b] }, { any: [c, d] }] },
    { any: [{ all: [a, b] }, { all: [c, d] }] },
  ]);
};

const leafOf = (fact: SampleFact, random: Random): Leaf => {
  switch (fact.type) {
    case 'number':
      return {
        fact,
        operator: random.pick<FactOperator>([
          'greaterThanInclusive',
          'greaterThanInclusive',
          'greaterThan',
          'lessThanInclusive',
          'lessThan',
        ]),
        value: random.pick(fact.thresholds),
      };
    case 'text': {
      const operator = random.pick<FactOperator>(['equal', 'notEqual', 'in', 'in', 'notIn']);
      const list = operator === 'in' || operator === 'notIn';
      return {
        fact,
        operator,
        value: list ? random.shuffled(fact.values).slice(0, random.int(2, 3)) : random.pick(fact.values),
      };
    }
    case 'boolean':
      return { fact, operator: 'equal', value: random.chance(60) };
  }
};

/** What a tree means, told as plainly as possible: what all engines are held against before they are timed. */
export const holds = (tree: Tree, activity: SampleActivity): boolean => {
  if ('all' in tree) return tree.all.every((each) => holds(each, activity));
  if ('any' in tree) return tree.any.some((each) => holds(each, activity));
  const actual = activity[tree.fact.name];
  const expected = tree.value;
  switch (tree.operator) {
    case 'greaterThanInclusive':
      return Number(actual) >= Number(expected);
    case 'greaterThan':
      return Number(actual) > Number(expected);
    case 'lessThanInclusive':
      return Number(actual) <= Number(expected);
    case 'lessThan':
      return Number(actual) < Number(expected);
    case 'equal':
      return actual === expected;
    case 'notEqual':
      return actual !== expected;
    case 'in':
      return (expected as readonly unknown[]).includes(actual);
    case 'notIn':
      return !(expected as readonly unknown[]).includes(actual);
  }
};

/** How many different comparisons the rules make; the others are repeated among them. */
export const distinctLeaves = (rules: readonly SampleRule[]): number => {
  const leaves = new Set<string>();
  const visit = (tree: Tree): void => {
    if ('all' in tree) tree.all.forEach(visit);
    else if ('any' in tree) tree.any.forEach(visit);
    else leaves.add(`${tree.fact.name} ${tree.operator} ${JSON.stringify(tree.value)}`);
  };
  for (const { tree } of rules) visit(tree);
  return leaves.size;
};
