import type { Award } from '../../../schemas/award.ts';
import { payPeriodsOf } from '../../domain/calendar/pay-periods.ts';
import { type AwardFilter, awardsBefore } from '../../storage/award-pages.ts';
import type { Context } from '../context.ts';
import { type Page, type PageWanted, pageOf, placeOfDay } from '../page.ts';
import { type Reading, reading } from '../reading.ts';
import { requireRep, visibleReps } from '../scope.ts';
import { requirePeriod } from '../settlement/settle-period.ts';
import { awardViews } from './award-view.ts';

export type AwardsWanted = PageWanted &
  Readonly<{
    /** Epoch milliseconds; on that day the actor sees these reps. */
    at: number;
    rep?: string | undefined;
    rule?: string | undefined;
    medium?: string | undefined;
    period?: string | undefined;
  }>;

/**
 * Live awards with what decided, the latest first, of the reps the actor may see. Of a pay period or a longer one those
 * that are paid in it, of a shorter one those of its days.
 */
export const readAwards = (context: Context, wanted: AwardsWanted): Promise<Page<Award>> =>
  reading(context, 'read-figures', wanted.at, async (now) => {
    const after = placeOfDay(wanted.cursor);
    const visible = visibleReps(context, now.population, now.today);
    const recipients =
      wanted.rep === undefined
        ? visible && [...visible]
        : [requireRep(context, now.population, wanted.rep, now.today).id];
    const { rule, medium } = wanted;
    const filter = { recipients, rule, medium, ...belonging(now, wanted.period) };
    const rows = await awardsBefore(now.tx, now.tenant, filter, after, wanted.limit + 1);
    const views = new Map(
      (await awardViews(now, rows.slice(0, wanted.limit))).map((view) => [view.id, view]),
    );
    return pageOf(
      rows,
      wanted.limit,
      (row) => [new Date(row.time).toISOString(), row.award, row.day],
      (row) => views.get(row.award) as Award,
    );
  });

/** What belongs to a period; everything without one. */
export const belonging = (
  { ruleSet }: Reading,
  label: string | undefined,
): Pick<AwardFilter, 'payPeriods' | 'days'> => {
  if (label === undefined) return {};
  const { plan } = ruleSet.documents;
  const period = requirePeriod(plan.calendar, label);
  const paid = payPeriodsOf(plan, period).map((each) => each.label);
  return paid.length > 0 ? { payPeriods: paid } : { days: { from: period.from, to: period.to } };
};
