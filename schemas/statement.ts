import { z } from 'zod';
import { AwardLine } from './award.ts';

/** What a rep is due for a pay period; the sum of its lines, always. */
export const Statement = z
  .strictObject({
    rep: z.string(),
    period: z.string(),
    currency: z.string(),
    cashMinor: z.string().regex(/^-?\d+$/),
    points: z.string().regex(/^-?\d+$/),
    lines: z.array(z.strictObject({ award: z.string(), rule: z.string(), line: AwardLine })),
  })
  .meta({ id: 'Statement' });
export type Statement = z.infer<typeof Statement>;
