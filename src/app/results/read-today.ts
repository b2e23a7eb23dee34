import type { TargetProgress, Today } from '../../../schemas/today.ts';
import { addDays } from '../../domain/calendar/local-date.ts';
import { type Period, periodContaining } from '../../domain/calendar/period.ts';
import { workingDaysBetween } from '../../domain/calendar/working-days.ts';
import { exponentOf } from '../../domain/money/currency.ts';
import { decimal, formatDecimal } from '../../domain/money/decimal.ts';
import { formatMinor } from '../../domain/money/money.ts';
import type { Rep } from '../../domain/population.ts';
import { awardsBefore, totalsOfRecipient } from '../../storage/award-pages.ts';
import type { Context } from '../context.ts';
import { type Reading, reading } from '../reading.ts';
import { requireRep } from '../scope.ts';
import { awardViews, namedTeam } from './award-view.ts';
import { readTargets, type TargetOfPeriod } from './read-targets.ts';

/** At most so many awards of the day, and of the days before it. */
const MOST = { today: 100, recent: 10 } as const;

/** What a rep has earned on a day and in its pay period so far, why, and how the targets stand. */
export const readToday = (
  context: Context,
  { rep: code, day: wanted, at }: Readonly<{ rep: string; day?: string | undefined; at: number }>,
): Promise<Today> =>
  reading(context, 'read-figures', at, async (now) => {
    const { tx, tenant, population } = now;
    const rep = requireRep(context, population, code, now.today);
    const { plan } = now.ruleSet.documents;
    const day = (wanted ?? now.today) as typeof now.today;
    const period = periodContaining(plan.calendar, plan.payCycle, day);
    const own = { recipients: [rep.id] };
    const ofDay = { from: day, to: addDays(day, 1) };
    const awards = await awardsBefore(tx, tenant, { ...own, days: ofDay }, undefined, MOST.today);
    const before = { from: addDays(day, -92), to: day };
    const recent = await awardsBefore(tx, tenant, { ...own, days: before }, undefined, MOST.recent);
    const views = await awardViews(now, [...awards, ...recent]);
    const team = namedTeam(rep.id, day, population);
    return {
      rep: { code: rep.code, name: rep.name },
      ...(team && { team }),
      day,
      payPeriod: period.label,
      currency: plan.currency,
      today: await earned(now, rep, { days: ofDay }),
      period: await earned(now, rep, { payPeriods: [period.label] }),
      awards: views.slice(0, awards.length),
      recent: views.slice(awards.length),
      targets: await progressOf(now, rep, period, day),
    };
  });

const earned = async (
  { tx, tenant, ruleSet }: Reading,
  rep: Rep,
  filter: Parameters<typeof totalsOfRecipient>[3],
): Promise<Today['today']> => {
  const totals = await totalsOfRecipient(tx, tenant, rep.id, filter);
  const of = (medium: string) => totals.find((each) => each.medium === medium)?.amountMinor ?? 0n;
  return {
    cash: formatMinor(of('cash'), exponentOf(ruleSet.documents.plan.currency)),
    points: of('points').toString(),
    awards: totals.reduce((sum, { awards }) => sum + awards, 0),
  };
};

const progressOf = async (
  { tx, tenant, ruleSet, population }: Reading,
  rep: Rep,
  period: Period,
  day: Today['day'],
): Promise<TargetProgress[]> => {
  const { calendar } = ruleSet.documents.plan;
  const elapsed = workingDaysBetween(calendar, period.from, addDays(day as typeof period.from, 1));
  const inAll = workingDaysBetween(calendar, period.from, period.to);
  const timeShare = inAll === 0 ? '1' : formatDecimal(decimal(elapsed).div(inAll).round(4));
  const targets = await readTargets(tx, tenant, ruleSet, population, period, { subject: rep });
  return targets.map((target) => ({ ...targetView(target, ruleSet.documents.metrics), timeShare }));
};

const targetView = (
  { metric, tier, period, amount, actual }: TargetOfPeriod,
  metrics: Reading['ruleSet']['documents']['metrics'],
): Omit<TargetProgress, 'timeShare'> => {
  const { name = { zh: metric, en: metric }, unit = '' } = metrics.get(metric) ?? {};
  const reached = actual ?? decimal(0);
  return {
    metric,
    name,
    unit,
    tier,
    period,
    target: formatDecimal(amount),
    actual: formatDecimal(reached),
    ...(!amount.eq(0) && { attainment: formatDecimal(reached.div(amount).round(4)) }),
  };
};
