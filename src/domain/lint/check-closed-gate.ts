import type { Condition } from '../../../schemas/condition.ts';
import { type Finding, finding } from './finding.ts';
import { gateOf } from './gate-bounds.ts';
import type { LintedRule } from './linted-plan.ts';
import { verdictOf } from './verdict.ts';

type Path = readonly (string | number)[];

/**
 * Finds conditions that are sound by themselves and cannot be met by those whom the rule has let through before:
 * conditions against the eligibility, steps and holds against both.
 */
export const checkClosedGate = ({ document, rule, compiler }: LintedRule): Finding[] => {
  const never = (conditions: readonly Condition[]) =>
    conditions.length > 0 && verdictOf({ all: conditions }, compiler) === 'never';
  const closed = (gate: readonly Condition[], condition: Condition, path: Path): Finding[] =>
    !never(gate) && !never([condition]) && never([...gate, condition]) ? [closedGate(document, path)] : [];

  const gate = gateOf({ rule });
  const { eligibility, conditions } = rule;
  return [
    ...(eligibility && conditions ? closed([eligibility], conditions, ['conditions']) : []),
    ...rule.steps.flatMap((step, index) => closed(gate, step.conditions, ['steps', index, 'conditions'])),
    ...rule.limits.flatMap((limit, index) =>
      limit.kind === 'hold' ? closed(gate, limit.until, ['limits', index, 'until']) : [],
    ),
  ];
};

const closedGate = (document: string, path: Path): Finding =>
  finding(
    'contradiction',
    { document, path },
    {
      zh: '过了规则前面的条件，就不可能再满足这一条，等于谁也拿不到。',
      en: 'Whoever meets the conditions before this one cannot meet it, so that nobody gets through.',
    },
    { zh: '放宽其中一个，让两边有交集。', en: 'Loosen one of the two, so that both can be met.' },
  );
