import type { OutcomeLine } from '../awards/outcome.ts';
import type { Frame } from '../facts/resolved-fact.ts';
import { allocate, type Share } from '../money/allocate.ts';
import { type Decimal, ONE, ZERO } from '../money/decimal.ts';
import { fromMinor, toMinor } from '../money/money.ts';
import { roundTo } from '../money/rounding.ts';
import type { AmountProgram, FormulaStep, Place } from '../rewards/amount-program.ts';
import { placeWorth } from '../rewards/places.ts';
import type { CompiledReward } from '../rules/rule-set.ts';

/** One of those who share: the key decides ties of a cent. */
export type Sharer = Readonly<{ code: string; member: string; frame: Frame }>;

/** What the lines of a step are calculated from. */
export type LineScope = Readonly<{
  frame: Frame;
  place: Place | undefined;
  /** Codes of those who share the place, the subject's own among them. */
  placeGroup: readonly string[];
  splitPlaces: boolean;
  code: string;
  /** The members a pool is shared among, in order of code. */
  sharers: readonly Sharer[];
}>;

/**
 * The lines one recipient gets of a step, rounded once each; lines of 0 or of an unknown amount are left out, their
 * steps kept. For a pool, `recipient` is the place of the recipient among the sharers.
 */
export const calculateLines = (
  rewards: readonly CompiledReward[],
  scope: LineScope,
  recipient: number,
): Readonly<{
  lines: readonly OutcomeLine[];
  amounts: readonly { index: number; steps: readonly FormulaStep[] }[];
}> => {
  const lines: OutcomeLine[] = [];
  const amounts: { index: number; steps: readonly FormulaStep[] }[] = [];
  for (const reward of rewards) {
    const steps: FormulaStep[] = [];
    const found = amountOf(reward, scope, recipient, steps);
    amounts.push({ index: reward.index, steps });
    if (!found || found.amountMinor === 0n) continue;
    const { index, medium, payer, currency, item } = reward;
    lines.push({ index, medium, payer, currency, item, ...found });
  }
  return { lines, amounts };
};

type Found = Readonly<{ amountMinor: bigint; exact: Decimal }>;

const amountOf = (
  reward: CompiledReward,
  scope: LineScope,
  recipient: number,
  steps: FormulaStep[],
): Found | undefined => {
  const { amount } = reward;
  const evaluate = (program: AmountProgram, frame = scope.frame) =>
    program.evaluate({ frame, place: scope.place, steps });
  const rounded = (exact: Decimal): bigint =>
    toMinor(roundTo(exact, reward.increment, reward.mode), reward.exponent, 'half-up');

  const unit = toMinor(reward.increment, reward.exponent, 'half-up');

  switch (amount.kind) {
    case 'each': {
      const exact = evaluate(amount.amount);
      return exact && { exact, amountMinor: rounded(exact) };
    }
    case 'places': {
      if (!scope.place) return undefined;
      const amounts = amount.amounts.map((each) => each.evaluate({ frame: scope.frame }) ?? ZERO);
      const { pot, mean } = placeWorth(amounts, scope.place, scope.splitPlaces);
      steps.push({
        formula: 'places',
        inputs: { rank: scope.place.rank, shared: scope.place.shared, pot },
        result: mean,
      });
      if (!scope.splitPlaces) return { exact: mean, amountMinor: rounded(mean) };
      const shares = inSteps(
        rounded(pot),
        unit,
        scope.placeGroup.map((key) => ({ key, weight: ONE })),
      );
      return { exact: mean, amountMinor: shares[scope.placeGroup.indexOf(scope.code)] ?? 0n };
    }
    case 'pool': {
      const total = evaluate(amount.total);
      if (total === undefined || scope.sharers.length === 0) return undefined;
      const weights = scope.sharers.map(({ code, member, frame }) => ({
        key: code,
        member,
        weight: amount.by ? contribution(amount.by.evaluate({ frame })) : ONE,
      }));
      const totalMinor = rounded(total);
      const amountMinor = inSteps(totalMinor, unit, weights)[recipient] ?? 0n;
      steps.push({
        formula: 'pool',
        inputs: { total: fromMinor(totalMinor, reward.exponent), weight: weights[recipient]?.weight },
        parts: weights.map(({ member, weight }) => ({ member, weight })),
        result: fromMinor(amountMinor, reward.exponent),
      });
      return { exact: fromMinor(amountMinor, reward.exponent), amountMinor };
    }
  }
};

/** What the lines of a step are worth above those of the step below it; lines worth no more are left out. */
export const aboveStep = (lines: readonly OutcomeLine[], below: readonly OutcomeLine[]): OutcomeLine[] =>
  lines.flatMap((line) => {
    if (line.medium !== 'cash' && line.medium !== 'points') return [line];
    const lower = below.find((each) => each.index === line.index && each.medium === line.medium);
    if (!lower) return [line];
    const amountMinor = line.amountMinor - lower.amountMinor;
    return amountMinor > 0n ? [{ ...line, amountMinor, exact: line.exact.minus(lower.exact) }] : [];
  });

/** Nobody contributes less than nothing, also a member whose returns exceed the sales. */
const contribution = (value: Decimal | undefined): Decimal => (value?.gt(ZERO) ? value : ZERO);

/** Shares of a rounded amount that are whole steps of the rounding themselves. */
const inSteps = (totalMinor: bigint, unit: bigint, shares: readonly Share[]): bigint[] =>
  allocate(totalMinor / unit, shares).map((steps) => steps * unit);
