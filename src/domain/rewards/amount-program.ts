import type { FactValue } from '../facts/fact-value.ts';
import type { Frame } from '../facts/resolved-fact.ts';
import type { Decimal } from '../money/decimal.ts';

/** One step of a formula with its numbers, as a trace stores it; the last step's result is the amount. */
export type FormulaStep = Readonly<{
  formula: string;
  inputs: Readonly<Record<string, FactValue>>;
  /** For formulas that add up parts, such as bands: what each part contributed. */
  parts?: readonly Readonly<Record<string, FactValue>>[];
  result: Decimal | undefined;
}>;

/** Where the subject stands in the ranking of its rule. */
export type Place = Readonly<{
  /** 1 for the first; tied subjects share the best place of their group. */
  rank: number;
  /** How many share it. */
  shared: number;
}>;

/** What a formula is evaluated on. With `steps`, it appends what it did. */
export type AmountScope = Readonly<{
  frame: Frame;
  place?: Place | undefined;
  steps?: FormulaStep[] | undefined;
}>;

/** A formula compiled to a closure: the exact amount, or undefined when something it needs is unknown. */
export type AmountProgram = Readonly<{
  evaluate(scope: AmountScope): Decimal | undefined;
  slots: readonly number[];
}>;
