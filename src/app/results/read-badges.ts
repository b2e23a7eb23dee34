import { sql } from 'drizzle-orm';
import type { Badge } from '../../../schemas/badge.ts';
import { liveAwards } from '../../storage/awards.ts';
import type { Context } from '../context.ts';
import { reading } from '../reading.ts';
import { requireRep } from '../scope.ts';

/** A badge that a rep holds, the rule that gave it, and when. */
export type BadgeHeld = Readonly<{ badge: Badge; rule: string; window: string; time: string; award: string }>;

/** The badges a rep holds, the latest first. */
export const readBadges = (
  context: Context,
  { rep: code, at }: Readonly<{ rep: string; at: number }>,
): Promise<BadgeHeld[]> =>
  reading(context, 'read-figures', at, async ({ tx, tenant, ruleSet, population, today }) => {
    const rep = requireRep(context, population, code, today);
    const awards = await liveAwards(tx, tenant, sql`a.recipient_id = ${rep.id}`);
    const { badges } = ruleSet.documents;
    return awards
      .flatMap(({ lines, rule, window, time, award }) =>
        lines
          .filter(({ medium }) => medium === 'badge')
          .map(({ item }) => ({
            badge: badges.get(item) ?? { code: item, name: { zh: item, en: item }, tier: 'plain' as const },
            rule,
            window,
            time: new Date(time).toISOString(),
            award,
          })),
      )
      .reverse();
  });
