import { z } from 'zod';
import { Award, Named } from './award.ts';
import { Bilingual, DateText } from './common.ts';

const earned = z.strictObject({
  cash: z.string(),
  points: z.string().meta({ description: 'Whole.' }),
  awards: z.int().min(0),
});

/** How far a rep has come on a target. */
export const TargetProgress = z
  .strictObject({
    metric: z.string(),
    name: Bilingual,
    unit: z.string(),
    tier: z.string(),
    period: z.string(),
    target: z.string().meta({ description: 'Exact decimal.' }),
    actual: z.string().meta({ description: 'Exact decimal.' }),
    attainment: z
      .string()
      .optional()
      .meta({ description: 'Actual over target, 4 places; missing for a target of 0.' }),
    timeShare: z
      .string()
      .meta({ description: 'Share of the working days of the period that are over, 4 places.' }),
  })
  .meta({ id: 'TargetProgress' });
export type TargetProgress = z.infer<typeof TargetProgress>;

/** What a rep sees first: what was earned today, and why. */
export const Today = z
  .strictObject({
    rep: Named,
    team: Named.optional(),
    day: DateText,
    payPeriod: z.string(),
    currency: z.string(),
    today: earned,
    period: earned,
    awards: z.array(Award).meta({ description: 'Of this day, the latest first.' }),
    recent: z.array(Award).meta({ description: 'The latest before this day, at most ten.' }),
    targets: z.array(TargetProgress),
  })
  .meta({ id: 'Today' });
export type Today = z.infer<typeof Today>;
