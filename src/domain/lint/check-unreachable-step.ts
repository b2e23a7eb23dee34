import { constraintOf, factIdentity } from './constraint.ts';
import { type Finding, finding } from './finding.ts';
import type { LintedRule } from './linted-plan.ts';
import { isWithin } from './point-set.ts';

/**
 * Finds steps that ask no more of a figure than the step below: whoever reaches the lower one has reached both, so
 * that the lower one never stands alone. Steps that speak of several facts are not compared.
 */
export const checkUnreachableStep = ({ document, rule, compiler }: LintedRule): Finding[] =>
  rule.steps.flatMap((step, index) => {
    const below = rule.steps[index - 1];
    const own = constraintOf(step.conditions, compiler);
    const lower = below && constraintOf(below.conditions, compiler);
    if (!below || !own || !lower || own.fact.type !== 'number') return [];
    if (factIdentity(own.fact) !== factIdentity(lower.fact) || !isWithin(lower.set, own.set)) return [];
    return finding(
      'unreachable-step',
      { document, path: ['steps', index, 'conditions'] },
      {
        zh: `“${step.code}”的门槛不比前一档“${below.code}”高，到了前一档就等于到了这一档。`,
        en: `“${step.code}” asks no more than “${below.code}” below it; whoever reaches that one has reached both.`,
      },
      {
        zh: '把门槛调到前一档之上，或者换一下顺序。',
        en: 'Raise the threshold above the step below, or swap the two.',
      },
    );
  });
