import { z } from 'zod';
import { AwardLine, Named } from './award.ts';
import { Bilingual, Medium, Payer } from './common.ts';

/** What a rep is due for a pay period; the sum of its lines, always. */
export const Statement = z
  .strictObject({
    rep: Named,
    team: Named.optional().meta({ description: 'The team at the end of the period.' }),
    period: z.string(),
    cash: z.string().meta({ description: 'Exact, with the minor units of the currency.' }),
    currency: z.string().meta({ description: 'ISO 4217.' }),
    points: z.string().meta({ description: 'Whole.' }),
    lines: z.array(
      AwardLine.extend({
        award: z.string(),
        rule: z.string(),
        ruleName: Bilingual,
        window: z.string(),
        time: z.string(),
        reason: Bilingual,
      }),
    ),
  })
  .meta({ id: 'Statement' });
export type Statement = z.infer<typeof Statement>;

/** A statement without its lines, and how many it has. */
export const StatementSummary = Statement.omit({ lines: true })
  .extend({ lines: z.int().min(0) })
  .meta({ id: 'StatementSummary' });
export type StatementSummary = z.infer<typeof StatementSummary>;

/** The statements of a period as a file for payroll, with the totals that it must come to. */
export const StatementFile = z
  .strictObject({
    period: z.string(),
    rows: z.int().min(0).meta({ description: 'How many statements there are.' }),
    cash: z.string().meta({ description: 'Exact, with the minor units of the currency.' }),
    points: z.string().meta({ description: 'Whole.' }),
    currency: z.string().meta({ description: 'ISO 4217.' }),
    statements: z.array(
      z.strictObject({
        rep: z.string(),
        name: z.string(),
        employeeNo: z.string().meta({ description: 'Empty where it is not known.' }),
        period: z.string(),
        cash: z.string(),
        currency: z.string(),
        points: z.string(),
        lines: z.array(
          z.strictObject({
            award: z.string(),
            rule: z.string(),
            medium: Medium,
            amount: z.string(),
            payer: Payer,
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'StatementFile' });
