import { z } from 'zod';
import { PeriodUnit } from './common.ts';

/** The latest calculation of a period. */
export const Settlement = z
  .strictObject({
    period: z.string(),
    unit: PeriodUnit,
    isPayPeriod: z
      .boolean()
      .meta({ description: 'Only pay periods are paid; settling another is a report.' }),
    calculation: z.int().min(1).meta({ description: 'The how manieth calculation of the period it is.' }),
    planVersion: z.string(),
    currency: z.string(),
    totals: z.strictObject({
      cash: z.string(),
      points: z.string(),
      goods: z.string(),
      badge: z.string(),
      honour: z.string(),
      lines: z.string(),
    }),
    before: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'Totals of the calculation before.' }),
    calculatedAt: z.string().meta({ description: 'ISO 8601 in UTC.' }),
    calculatedBy: z.string(),
    approvedBy: z.string().optional().meta({
      description: 'Who approved this calculation: never who made it. A newer one is unapproved again.',
    }),
    approvedAt: z.string().optional().meta({ description: 'ISO 8601 in UTC.' }),
    approvalWords: z.string().optional().meta({ description: 'What was said to it.' }),
  })
  .meta({ id: 'Settlement' });
export type Settlement = z.infer<typeof Settlement>;
