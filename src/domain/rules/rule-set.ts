import type { Medium, Payer, PeriodUnit, Window } from '../../../schemas/common.ts';
import type { Limit, Rule } from '../../../schemas/rule.ts';
import type { TargetFormula } from '../../../schemas/target-formula.ts';
import type { ConditionProgram } from '../conditions/condition-program.ts';
import type { PlanDocuments } from '../facts/environment.ts';
import type { ResolvedFact } from '../facts/resolved-fact.ts';
import type { CompiledMetric } from '../metrics/contribution.ts';
import type { Decimal } from '../money/decimal.ts';
import type { RoundingMode } from '../money/rounding.ts';
import type { AmountProgram } from '../rewards/amount-program.ts';

/** How a reward line gets its amount: on its own, by the place in the ranking, or as a share of a pool. */
export type CompiledAmount =
  | Readonly<{ kind: 'each'; amount: AmountProgram }>
  | Readonly<{ kind: 'places'; amounts: readonly AmountProgram[] }>
  | Readonly<{ kind: 'pool'; total: AmountProgram; by: AmountProgram | undefined }>;

export type CompiledReward = Readonly<{
  index: number;
  medium: Medium;
  payer: Payer;
  amount: CompiledAmount;
  /** The smallest step of the rounded amount, in major units. */
  increment: Decimal;
  mode: RoundingMode;
  exponent: number;
  currency: string;
  item: string;
}>;

/** A step of a rule; a rule with plain rewards has one, without code or conditions of its own. */
export type CompiledStep = Readonly<{
  code: string;
  conditions: ConditionProgram | undefined;
  rewards: readonly CompiledReward[];
}>;

export type CompiledLimit =
  | Readonly<{ limit: Extract<Limit, { kind: 'amount' }>; most: AmountProgram }>
  | Readonly<{ limit: Extract<Limit, { kind: 'hold' }>; until: ConditionProgram }>
  | Readonly<{ limit: Exclude<Limit, { kind: 'amount' | 'hold' }> }>;

export type CompiledRule = Readonly<{
  rule: Rule;
  /** Hash of the document: equal documents have equal versions. */
  version: string;
  window: Window;
  activityTypes: readonly string[];
  close: PeriodUnit | undefined;
  eligibility: ConditionProgram | undefined;
  conditions: ConditionProgram | undefined;
  ranking: Readonly<{ by: AmountProgram; facts: readonly ResolvedFact[] }> | undefined;
  members: Readonly<{ where: ConditionProgram | undefined }> | undefined;
  steps: readonly CompiledStep[];
  limits: readonly CompiledLimit[];
  /** Every fact the rule may read, those of members and of target formulas not included. */
  slots: readonly number[];
}>;

export type CompiledTarget = Readonly<{
  formula: TargetFormula;
  conditions: ConditionProgram | undefined;
  amount: AmountProgram;
  slots: readonly number[];
}>;

/** A plan compiled: immutable, shared by every judging until the next version is published. */
export type RuleSet = Readonly<{
  documents: PlanDocuments;
  facts: readonly ResolvedFact[];
  /** In the order of judging: a rule after those whose awards it reads, then by priority, then by code. */
  rules: readonly CompiledRule[];
  byActivityType: ReadonlyMap<string, readonly CompiledRule[]>;
  byClose: ReadonlyMap<PeriodUnit, readonly CompiledRule[]>;
  targets: readonly CompiledTarget[];
  metrics: readonly CompiledMetric[];
  /** Facts that metric filters read; their own slots. */
  metricFacts: readonly ResolvedFact[];
  exponent: number;
}>;
