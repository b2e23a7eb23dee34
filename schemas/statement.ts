import { z } from 'zod';
import { AwardLine, Named } from './award.ts';
import { Bilingual } from './common.ts';

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
