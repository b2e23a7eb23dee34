import type { PeriodUnit, SubjectKind } from '../../../schemas/common.ts';
import type { TargetTier } from '../../../schemas/target.ts';
import type { WindowSpec } from '../calendar/window.ts';
import type { ConditionProgram } from '../conditions/condition-program.ts';
import type { AmountProgram } from '../rewards/amount-program.ts';
import type { FactNumber, FactType, FactValue } from './fact-value.ts';

/** Whose figures a metric fact reads: the subject's own, its team's, or everybody's. */
export type MetricScope = 'own' | 'team' | 'managed' | 'company';

export type TargetSource = Readonly<{ metric: string; window: WindowSpec; tier: TargetTier }>;

/**
 * A fact reference after it was looked up in the catalogue: known name, known parameters, one type. Two references
 * that mean the same have the same `key`, which is how one value serves all rules.
 */
export type ResolvedFact = Readonly<{
  key: string;
  type: FactType;
  name: string;
  /** Whether the figures are those of a rep or of a team. */
  level: SubjectKind;
  source: FactSource;
}>;

export type FactSource =
  | Readonly<{ of: 'activity'; attribute: string }>
  | Readonly<{ of: 'subject'; attribute: string }>
  | Readonly<{ of: 'outlet' | 'product'; attribute: string }>
  | Readonly<{
      of: 'metric';
      metric: string;
      window: WindowSpec;
      scope: MetricScope;
      average: boolean;
      /** Only what happened at the outlet, or with the product, of the activity that is judged. */
      here: 'outlet' | 'product' | undefined;
    }>
  | Readonly<{ of: 'growth'; metric: string; unit: PeriodUnit; periods: number }>
  | Readonly<{ of: 'target' } & TargetSource>
  | Readonly<{ of: 'attainment'; proportional: boolean } & TargetSource>
  | Readonly<{
      of: 'rank';
      metric: string;
      window: WindowSpec;
      scope: 'company' | 'team' | 'league';
    }>
  | Readonly<{ of: 'streak'; metric: string; unit: 'day' | 'week' | 'month'; atLeast: FactNumber }>
  | Readonly<{
      of: 'awards';
      rule: string;
      window: WindowSpec;
      measure: 'count' | 'cash' | 'points';
    }>
  | Readonly<{
      of: 'members';
      aggregate: 'sum' | 'count' | 'mean' | 'min' | 'max';
      where: ConditionProgram | undefined;
      measure: AmountProgram | undefined;
    }>;

/** Facts read together for one subject at one moment, by slot. */
export type Frame = Readonly<{
  /** The value of the fact in a slot; undefined means unknown. */
  read(slot: number): FactValue;
}>;

/** Gives every distinct fact of a rule set a slot. */
export type SlotTable = Readonly<{ facts: readonly ResolvedFact[]; slotOf(fact: ResolvedFact): number }>;

export const createSlotTable = (): SlotTable => {
  const facts: ResolvedFact[] = [];
  const slots = new Map<string, number>();
  return {
    facts,
    slotOf: (fact) => {
      const known = slots.get(fact.key);
      if (known !== undefined) return known;
      facts.push(fact);
      slots.set(fact.key, facts.length - 1);
      return facts.length - 1;
    },
  };
};
