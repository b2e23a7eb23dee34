import { z } from 'zod';
import { Amount } from './amount.ts';
import { Code, DecimalLike, PeriodUnit, RoundingMode, SubjectKind } from './common.ts';
import { Condition } from './condition.ts';
import { TargetTier } from './target.ts';

/** Targets that follow from history: one for each subject and period for which the conditions hold. */
export const TargetFormula = z
  .strictObject({
    metric: Code,
    period: PeriodUnit,
    subject: SubjectKind.default('rep'),
    tier: TargetTier.default('base'),
    conditions: Condition.optional().meta({ description: 'Without it every subject gets a target.' }),
    amount: Amount,
    round: z.strictObject({ to: DecimalLike, mode: RoundingMode.default('half-up') }).optional(),
  })
  .meta({ id: 'TargetFormula' });
export type TargetFormula = z.infer<typeof TargetFormula>;

export const TargetFormulas = z.array(TargetFormula).max(200);
