import { z } from 'zod';
import { Named } from './award.ts';
import { Bilingual } from './common.ts';

export const LeaderboardRow = z
  .strictObject({
    rank: z.int().min(1),
    rep: Named,
    team: Named.optional(),
    value: z.string().meta({ description: 'Exact decimal in the unit of the metric.' }),
  })
  .meta({ id: 'LeaderboardRow' });
export type LeaderboardRow = z.infer<typeof LeaderboardRow>;

/** Who is first by a metric over a period. */
export const Leaderboard = z
  .strictObject({
    metric: z.string(),
    name: Bilingual,
    unit: z.string(),
    period: z.string(),
    scope: z.string().meta({ description: '`company`, or `team:<code>`, or `league:<code>`.' }),
    asOf: z.string().meta({ description: 'When it was read, ISO 8601 in UTC.' }),
    contestants: z.int().min(0),
    rows: z.array(LeaderboardRow),
    around: z
      .array(LeaderboardRow)
      .optional()
      .meta({ description: 'The rep asked for with the neighbours; empty without a place.' }),
  })
  .meta({ id: 'Leaderboard' });
export type Leaderboard = z.infer<typeof Leaderboard>;

/** A leaderboard of the plan. */
export const BoardOffered = z
  .strictObject({ code: z.string(), metric: z.string(), name: Bilingual, unit: z.string() })
  .meta({ id: 'BoardOffered' });
export type BoardOffered = z.infer<typeof BoardOffered>;
