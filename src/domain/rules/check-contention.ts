import type { Limit, Reward, Rule } from '../../../schemas/rule.ts';
import type { PlanDocuments } from '../facts/environment.ts';
import type { CompileProblems } from './compile-problem.ts';

const SHARED: ReadonlySet<Limit['kind']> = new Set(['first', 'budget', 'plan-budget']);

/**
 * What everybody shares (the first n, a budget, a stock) can be handed out at activities only in the order of recording:
 * by the order of happening, an entry that arrives late would take away what somebody was already told is theirs.
 */
export const checkContention = (
  rule: Rule,
  { prizes, plan }: PlanDocuments,
  problems: CompileProblems,
): void => {
  rule.limits.forEach(({ kind }, index) => {
    if (kind === 'plan-budget' && !plan.budget)
      problems.report(['limits', index], 'The plan has no budget; give plan.json one.');
  });
  if (rule.contention === 'as-recorded' || rule.triggers.some((trigger) => 'close' in trigger)) return;
  const remedy = 'set "contention" to "as-recorded", so that the order of recording decides and stays.';
  rule.limits.forEach(({ kind }, index) => {
    if (SHARED.has(kind))
      problems.report(['limits', index], `Everybody shares the limit “${kind}”; ${remedy}`);
  });
  const check = (rewards: readonly Reward[], path: readonly (string | number)[]): void =>
    rewards.forEach((reward, index) => {
      if (reward.kind !== 'prize' || typeof reward.prize !== 'string') return;
      if (prizes.get(reward.prize)?.stock !== undefined)
        problems.report([...path, index], `There is a stock of “${reward.prize}” for everybody; ${remedy}`);
    });
  check(rule.rewards, ['rewards']);
  rule.steps.forEach((step, index) => {
    check(step.rewards, ['steps', index, 'rewards']);
  });
};
