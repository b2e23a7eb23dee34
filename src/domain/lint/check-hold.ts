import type { PlanDocuments } from '../facts/environment.ts';
import type { ResolvedFact } from '../facts/resolved-fact.ts';
import { factsIn } from './facts-in.ts';
import { type Finding, finding } from './finding.ts';
import type { LintedRule } from './linted-plan.ts';

/**
 * Finds holds that nothing the rule is judged at can release: one trigger, and a condition that this trigger does
 * not change. What was held would only be looked at again by chance.
 */
export const checkHold = ({ document, rule, compiler }: LintedRule): Finding[] => {
  const [trigger, ...others] = rule.triggers;
  if (!trigger || others.length > 0) return [];
  const type = 'activity' in trigger ? trigger.activity : undefined;
  return rule.limits.flatMap((limit, index) => {
    if (limit.kind !== 'hold') return [];
    const facts = factsIn(limit.until, compiler);
    if (facts.some((fact) => changesWith(fact, type, compiler.context.documents))) return [];
    return finding(
      'hold-at-one-trigger',
      { document, path: ['limits', index, 'until'] },
      {
        zh: '奖励要等条件成立才放，可条件变了的时候，这条规则不会再判，可能一直放不出来。',
        en: 'What is held waits for a condition, but the rule is not judged again when that condition changes, so it may never be released.',
      },
      {
        zh: '把能让条件变化的动作也加进触发（比如验收、回款），或者直接写进规则的条件。',
        en: 'Add the activity that changes the condition (an inspection, a payment) to the triggers, or make it a condition of the rule.',
      },
    );
  });
};

/** Whether an activity of the type can change the fact; a close (no type) changes none. */
const changesWith = (
  { source }: ResolvedFact,
  type: string | undefined,
  { metrics }: PlanDocuments,
): boolean => {
  if (source.of === 'activity') return true;
  if (type === undefined || !('metric' in source)) return false;
  const feeds = (code: string): boolean => {
    const metric = metrics.get(code);
    if (metric?.aggregate !== 'ratio') return metric?.activities.includes(type) ?? false;
    return feeds(metric.numerator) || (typeof metric.denominator === 'string' && feeds(metric.denominator));
  };
  return source.of !== 'target' && feeds(source.metric);
};
