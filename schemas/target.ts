import { z } from 'zod';
import { Code, DecimalLike, MasterCode, SubjectKind } from './common.ts';

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
