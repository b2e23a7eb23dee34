import { z } from 'zod';
import { Code, GivenDecimal, MasterCode, SubjectKind } from './common.ts';
import { PeriodLabel } from './period-label.ts';

export const TargetTier = z.enum(['base', 'challenge', 'stretch']);
export type TargetTier = z.infer<typeof TargetTier>;

/** A target given by a person or a file. */
export const Target = z
  .strictObject({
    subjectKind: SubjectKind.default('rep'),
    subject: MasterCode,
    metric: Code,
    period: PeriodLabel,
    tier: TargetTier.default('base'),
    amount: GivenDecimal,
  })
  .meta({ id: 'Target' });
export type Target = z.infer<typeof Target>;

/** Targets as they were saved. */
export const TargetList = z.strictObject({ items: z.array(Target) });

/** A target as it is saved, where the kind of subject and the tier may be left out. */
export const TargetInput = z.strictObject(Target.shape).meta({ id: 'TargetInput' });

/** Targets that are saved at once. */
export const TargetListInput = z.strictObject({ items: z.array(TargetInput).min(1).max(5_000) });

/** Names a target: all of it but the amount. */
export const TargetKey = Target.omit({ amount: true });
export type TargetKey = z.infer<typeof TargetKey>;
