import type { Medium, Payer, SubjectKind, Window } from '../../../schemas/common.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { ConditionTrace } from '../conditions/condition-program.ts';
import type { Decimal } from '../money/decimal.ts';
import type { FormulaStep } from '../rewards/amount-program.ts';

/** One line of an outcome, rounded; `exact` is what it was before. Points, badges and goods count in whole units. */
export type OutcomeLine = Readonly<{
  index: number;
  medium: Medium;
  payer: Payer;
  amountMinor: bigint;
  currency: string;
  exact: Decimal;
  item: string;
}>;

/**
 * A bound that was met, and what it did. All are of the rule but `ledger`, which is what a line can hold; there `used`
 * is what the line would have been.
 */
export type LimitNote = Readonly<{
  kind: 'amount' | 'count' | 'cool-down' | 'first' | 'budget' | 'plan-budget' | 'hold' | 'stock' | 'ledger';
  effect: 'cut' | 'refused' | 'held';
  most: string;
  used: string;
}>;

/** Why: the condition trees with the values they met, the steps of each amount, the place, the limits that bound. */
export type Trace = Readonly<{
  eligibility: ConditionTrace | undefined;
  conditions: ConditionTrace | undefined;
  step: Readonly<{ code: string; conditions: ConditionTrace }> | undefined;
  place: Readonly<{ rank: number; shared: number; of: number }> | undefined;
  amounts: readonly Readonly<{ index: number; steps: readonly FormulaStep[] }>[];
  limits: readonly LimitNote[];
}>;

/** What names an award across rule versions, deliveries and replays. */
export type AwardIdentity = Readonly<{
  rule: string;
  subjectKind: SubjectKind;
  subject: string;
  recipient: string;
  /** Period label, or `lifetime`. */
  window: string;
  evidenceKey: string;
}>;

/** A rule's outcome for a recipient: what is granted, when it occurred and what it rests on. */
export type Outcome = AwardIdentity &
  Readonly<{
    ruleVersion: string;
    windowUnit: Window;
    time: number;
    day: LocalDate;
    payPeriod: string;
    evidence: readonly string[];
    lines: readonly OutcomeLine[];
    trace: Trace;
  }>;
