import type { Badge } from '../../../schemas/badge.ts';
import { badgesBefore } from '../../storage/award-pages.ts';
import type { Context } from '../context.ts';
import { type Page, type PageWanted, pageOf, placeOfLine } from '../page.ts';
import { reading } from '../reading.ts';
import { requireRep } from '../scope.ts';

/** A badge that a rep holds, the rule that gave it, and when. */
export type BadgeHeld = Readonly<{ badge: Badge; rule: string; window: string; time: string; award: string }>;

/** The badges a rep holds, the latest first. */
export const readBadges = (
  context: Context,
  { rep: code, at, limit, cursor }: PageWanted & Readonly<{ rep: string; at: number }>,
): Promise<Page<BadgeHeld>> =>
  reading(context, 'read-figures', at, async ({ tx, tenant, ruleSet, population, today }) => {
    const rep = requireRep(context, population, code, today);
    const after = placeOfLine(cursor);
    const rows = await badgesBefore(tx, tenant, rep.id, after, limit + 1);
    const { badges } = ruleSet.documents;
    return pageOf(
      rows,
      limit,
      ({ time, award, line }) => [new Date(time).toISOString(), award, String(line)],
      ({ item, time, line: _, ...row }) => ({
        ...row,
        badge: badges.get(item) ?? { code: item, name: { zh: item, en: item }, tier: 'plain' as const },
        time: new Date(time).toISOString(),
      }),
    );
  });
