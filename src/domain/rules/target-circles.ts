import { formulasOf, innerSlots } from '../facts/deep-facts.ts';
import type { ResolvedFact } from '../facts/resolved-fact.ts';
import type { CompileProblems } from './compile-problem.ts';
import type { CompiledTarget } from './rule-set.ts';

/**
 * Reports targets that follow from themselves, directly or through others. Even when each looks one period further
 * back, there is no first one to begin with.
 */
export const checkTargetCircles = (
  targets: readonly CompiledTarget[],
  facts: readonly ResolvedFact[],
  problems: CompileProblems,
): void => {
  const state = new Map<CompiledTarget, 'open' | 'done'>();
  const visit = (target: CompiledTarget, index: number): void => {
    if (state.get(target) === 'done') return;
    if (state.get(target) === 'open') {
      problems.report(
        [index, 'amount'],
        `The target of “${target.formula.metric}” follows from itself; start from a metric instead.`,
      );
      return;
    }
    state.set(target, 'open');
    for (const next of targetsRead(target.slots, targets, facts)) visit(next, targets.indexOf(next));
    state.set(target, 'done');
  };
  targets.forEach(visit);
};

const targetsRead = (
  slots: readonly number[],
  targets: readonly CompiledTarget[],
  facts: readonly ResolvedFact[],
): CompiledTarget[] =>
  slots.flatMap((slot) => {
    const fact = facts[slot];
    return fact ? [...targetsRead(innerSlots(fact), targets, facts), ...formulasOf(fact, targets)] : [];
  });
