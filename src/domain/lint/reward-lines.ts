import type { Amount } from '../../../schemas/amount.ts';
import type { Reward } from '../../../schemas/rule.ts';
import type { LintedRule } from './linted-plan.ts';

/** A line of cash or points, with the path of its amount. */
export type RewardLine = Readonly<{
  kind: 'cash' | 'points';
  reward: Extract<Reward, { amount: Amount }>;
  amount: Amount;
  path: readonly (string | number)[];
  /** Its place among the rewards, by which limits name it. */
  index: number;
  /** The step it belongs to; undefined in a rule without steps. */
  step: number | undefined;
}>;

/** Every line of a rule that has an amount, in order. */
export const rewardLines = ({ rule }: Pick<LintedRule, 'rule'>): RewardLine[] => [
  ...linesOf(rule.rewards, [], undefined),
  ...rule.steps.flatMap(({ rewards }, step) => linesOf(rewards, ['steps', step], step)),
];

const linesOf = (
  rewards: readonly Reward[],
  path: readonly (string | number)[],
  step: number | undefined,
): RewardLine[] =>
  rewards.flatMap((reward, index) =>
    reward.kind === 'cash' || reward.kind === 'points'
      ? [
          {
            kind: reward.kind,
            reward,
            amount: reward.amount,
            path: [...path, 'rewards', index, 'amount'],
            index,
            step,
          },
        ]
      : [],
  );

/** Whether a limit of the rule bounds the sum of a line: an amount for each subject, or a budget shared by all. */
export const boundedBy = (
  { rule }: Pick<LintedRule, 'rule'>,
  { index }: Pick<RewardLine, 'index'>,
  kinds: readonly ('amount' | 'budget')[],
): boolean =>
  rule.limits.some(
    (limit) =>
      (limit.kind === 'amount' || limit.kind === 'budget') &&
      kinds.includes(limit.kind) &&
      limit.reward === index,
  );
