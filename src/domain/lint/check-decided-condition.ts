import type { Condition } from '../../../schemas/condition.ts';
import type { Compiler } from '../rules/compiler.ts';
import { type Finding, finding, type Place } from './finding.ts';
import type { LintedPlan } from './linted-plan.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import { writtenConditions } from './written-conditions.ts';

/** Finds conditions, and parts of them, that nothing can make true or nothing known can make false. */
export const checkDecidedCondition = (plan: LintedPlan): Finding[] =>
  writtenConditions(plan).flatMap(({ document, path, condition, compiler }) =>
    decidedNodes(condition, path, compiler).map(({ path, verdict }) =>
      verdict === 'never' ? contradiction({ document, path }) : alwaysTrue({ document, path }),
    ),
  );

type Decided = Readonly<{ path: readonly (string | number)[]; verdict: Exclude<Verdict, 'sometimes'> }>;

/** The innermost decided nodes: what follows from one of them is not named again. */
const decidedNodes = (node: Condition, path: readonly (string | number)[], compiler: Compiler): Decided[] => {
  // A named condition is looked at where it is defined.
  if ('condition' in node) return [];
  const verdict = verdictOf(node, compiler);
  const own = verdict === 'sometimes' ? [] : [{ path, verdict }];
  if ('not' in node) return own.length > 0 ? own : decidedNodes(node.not, [...path, 'not'], compiler);
  const kind = 'all' in node ? 'all' : 'any';
  const children: readonly Condition[] = 'all' in node ? node.all : 'any' in node ? node.any : [];
  const inner = children.flatMap((child, index) => decidedNodes(child, [...path, kind, index], compiler));
  const follows = children.some((child) => verdictOf(child, compiler) === verdict);
  return follows ? inner : [...own, ...inner];
};

const contradiction = (place: Place): Finding =>
  finding(
    'contradiction',
    place,
    {
      zh: '这里的要求互相矛盾，没有谁能满足。',
      en: 'What is asked here contradicts itself; nobody can meet it.',
    },
    {
      zh: '检查数字和大于、小于，改掉其中一个。',
      en: 'Check the numbers and the comparisons, and correct one of them.',
    },
  );

const alwaysTrue = (place: Place): Finding =>
  finding(
    'always-true',
    place,
    {
      zh: '这个条件总是成立，写了等于没写。',
      en: 'This is true of every known value, so it keeps nobody out.',
    },
    { zh: '删掉它，或者改成真正的门槛。', en: 'Remove it, or make it a real threshold.' },
  );
