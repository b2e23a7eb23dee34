import type { Amount } from '../../../schemas/amount.ts';
import type { Reward } from '../../../schemas/rule.ts';
import { exponentOf } from '../money/currency.ts';
import { decimal, ONE, ZERO } from '../money/decimal.ts';
import type { Compiler } from '../rules/compiler.ts';
import type { CompiledAmount, CompiledReward } from '../rules/rule-set.ts';
import { compileAmount } from './compile-amount.ts';

type Path = readonly (string | number)[];

/** One of a thing: a badge, an item, an honour. */
const single: CompiledAmount = { kind: 'each', amount: { evaluate: () => ONE, slots: [] } };

/** Compiles a reward line: what it is made of, at whose cost, and how its amount is found and rounded. */
export const compileReward = (
  reward: Reward,
  index: number,
  compiler: Compiler,
  path: Path,
): CompiledReward => {
  const { plan } = compiler.context.documents;
  const whole = {
    index,
    payer: reward.payer,
    amount: single,
    increment: ONE,
    mode: 'half-up',
    exponent: 0,
    currency: '',
  } as const;
  switch (reward.kind) {
    case 'cash':
    case 'points': {
      const cash = reward.kind === 'cash';
      const exponent = cash ? exponentOf(plan.currency) : 0;
      const smallest = decimal(exponent === 0 ? '1' : `0.${'0'.repeat(exponent - 1)}1`);
      const increment = reward.rounding?.to === undefined ? smallest : decimal(reward.rounding.to);
      if (!increment.gt(ZERO) || !increment.mod(smallest).eq(ZERO)) {
        compiler.problems.report(
          [...path, 'rounding', 'to'],
          `Rounding is to a multiple of ${smallest.toString()}.`,
        );
      }
      return {
        ...whole,
        medium: reward.kind,
        amount: compileShared(reward.amount, compiler, [...path, 'amount']),
        increment,
        mode: reward.rounding?.mode ?? 'half-up',
        exponent,
        currency: cash ? plan.currency : '',
        item: '',
      };
    }
    case 'badge':
      return { ...whole, medium: 'badge', item: reward.badge };
    case 'prize':
      return { ...whole, medium: 'goods', item: prizeItem(reward.prize) };
    default:
      return { ...whole, medium: 'honour', item: reward.kind };
  }
};

/** A certain prize by its code; a choice or a draw as what is still to be decided. */
const prizeItem = (prize: Extract<Reward, { kind: 'prize' }>['prize']): string => {
  if (typeof prize === 'string') return prize;
  return 'choiceUpTo' in prize ? `choice:${prize.choiceUpTo}` : `draw:${prize.drawFrom.join('+')}`;
};

const compileShared = (amount: Amount, compiler: Compiler, path: Path): CompiledAmount => {
  if (typeof amount !== 'object' || !('kind' in amount))
    return { kind: 'each', amount: compileAmount(amount, compiler, path) };
  if (amount.kind === 'places') {
    return {
      kind: 'places',
      amounts: amount.amounts.map((each, index) =>
        compileAmount(each, compiler, [...path, 'amounts', index]),
      ),
    };
  }
  if (amount.kind !== 'pool') return { kind: 'each', amount: compileAmount(amount, compiler, path) };
  if (compiler.context.subject !== 'team') {
    compiler.problems.report(
      path,
      'A pool is shared by the members of a team; the rule’s subject must be a team.',
    );
  }
  if (amount.share === 'contribution' && amount.by === undefined) {
    compiler.problems.report(path, 'Sharing by contribution needs “by”: what a member contributed.');
  }
  return {
    kind: 'pool',
    total: compileAmount(amount.total, compiler, [...path, 'total']),
    by:
      amount.share === 'equal' || amount.by === undefined
        ? undefined
        : compileAmount(amount.by, compiler.members(), [...path, 'by']),
  };
};
