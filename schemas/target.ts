import { z } from 'zod';
import { Amount } from './amount.ts';
import { Code, DecimalLike, MasterCode, PeriodUnit, RoundingMode, SubjectKind } from './common.ts';
import { Condition } from './condition.ts';

export const TargetTier = z.enum(['base', 'challenge', 'stretch']);
export type TargetTier = z.infer<typeof TargetTier>;

/** A target given by a person or a file. */
export const Target = z
  .strictObject({
    subjectKind: SubjectKind.default('rep'),
    subject: MasterCode,
    metric: Code,
    period: z.string().min(4).max(10).meta({ description: 'A period label such as 2017-03 or 2017-Q3.' }),
    tier: TargetTier.default('base'),
    amount: DecimalLike,
  })
  .meta({ id: 'Target' });
export type Target = z.infer<typeof Target>;

/** Targets that are saved at once. */
export const TargetList = z.strictObject({ items: z.array(Target).min(1).max(5_000) });

/** Names a target: all of it but the amount. */
export const TargetKey = Target.omit({ amount: true });
export type TargetKey = z.infer<typeof TargetKey>;

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
