import type { ActivityType } from '../../../schemas/activity-type.ts';
import type { Badge } from '../../../schemas/badge.ts';
import type { PeriodUnit, SubjectKind } from '../../../schemas/common.ts';
import type { Mapping } from '../../../schemas/mapping.ts';
import type { Metric } from '../../../schemas/metric.ts';
import type { Plan } from '../../../schemas/plan.ts';
import type { Prize } from '../../../schemas/prize.ts';
import type { Rule } from '../../../schemas/rule.ts';
import type { TargetFormula } from '../../../schemas/target-formula.ts';

/** Everything a plan directory declares, after its files were read and checked one by one. */
export type PlanDocuments = Readonly<{
  plan: Plan;
  activityTypes: ReadonlyMap<string, ActivityType>;
  metrics: ReadonlyMap<string, Metric>;
  targets: readonly TargetFormula[];
  badges: ReadonlyMap<string, Badge>;
  prizes: ReadonlyMap<string, Prize>;
  rules: readonly Rule[];
  /** How files that were not made for Laurel are read; without one the native files are. */
  mapping?: Mapping | undefined;
}>;

/**
 * What the facts of one rule (or metric filter, or target formula) may speak of: whose facts they are, which
 * activity types can be the trigger, and the unit whose close is judged.
 */
export type FactContext = Readonly<{
  documents: PlanDocuments;
  subject: SubjectKind;
  activityTypes: readonly string[];
  close: PeriodUnit | undefined;
  /** A metric's filter sees the activity and its master data only: figures would be circular. */
  activityOnly: boolean;
}>;
