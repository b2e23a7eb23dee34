import type { Calendar } from '../../../schemas/calendar.ts';
import { type Period, parsePeriod } from '../../domain/calendar/period.ts';
import type { Queryable } from '../../storage/database.ts';
import { supersedeCalculations } from '../../storage/proposals.ts';
import {
  appendAudit,
  appendSettlement,
  lastSettlement,
  type SettlementTotals,
} from '../../storage/records.ts';
import { type Post, type Posted, recording } from '../activities/post-revisions.ts';
import { admit, type Context, identitiesOf, transact, transactAlone } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { loadPopulation } from '../load-population.ts';
import { applyAwaited } from '../master-data/apply-awaited.ts';
import { type CurrentPlan, requirePlan } from '../plan/current-plan.ts';
import { propose } from '../proposals/propose.ts';
import { awardsWithin, totalsOf } from '../results/awards-within.ts';
import { type Closing, closingsWithin } from './closings.ts';
import { judgeClosing, loadClosing } from './judge-closings.ts';
import { laterClosings } from './looks-back.ts';

/** A settlement: what was posted, the totals by medium, and those of the calculation before. */
export type Settled = Readonly<{
  period: string;
  /** Only pay periods are paid; settling another is a report. */
  payPeriod: boolean;
  closings: number;
  /** Closings of later periods, settled before, that look back on this one and were judged again. */
  later: number;
  granted: number;
  reversed: number;
  totals: SettlementTotals;
  before: SettlementTotals | undefined;
}>;

/**
 * Settles a period: judges every rule whose period closes within it and records what differs from what is recorded.
 * Idempotent: the same facts settle to the same awards, and a second settlement changes nothing but the number of
 * the calculation, which waits for the approval of another.
 */
export const settlePeriod = (context: Context, input: Readonly<{ period: string }>): Promise<Settled> => {
  admit(context, 'settle-period');
  return transactAlone(context, async (tx) => {
    const { tenant } = context;
    await applyAwaited(tx, context);
    const plan = await requirePlan(tx, tenant);
    const { plan: document } = plan.ruleSet.documents;
    const period = requirePeriod(document.calendar, input.period);
    const closings = closingsWithin(plan.ruleSet, period);
    const later = await laterClosings(tx, tenant, plan.ruleSet, period);
    const post = recording(context, plan);
    const { granted, reversed } = await judgeClosings(tx, context, plan, [...closings, ...later], post);
    const before = (await lastSettlement(tx, tenant, period.label))?.totals;
    const totals = totalsOf(await awardsWithin(tx, tenant, document, period), document.currency);
    const calculated = { period: period.label, planVersion: plan.version, totals };
    const calculation = await appendSettlement(tx, tenant, calculated, context.actor);
    const details = { planVersion: plan.version, later: later.length, granted, reversed, totals };
    await appendAudit(tx, tenant, context.actor, { action: 'settle-period', subject: period.label, details });
    await supersedeCalculations(tx, tenant, period.label);
    const subject = `${period.label}/${calculation}`;
    const content = { ...calculated, calculation };
    await propose(tx, context, { kind: 'settlement', subject, content, reason: null });
    return {
      period: period.label,
      payPeriod: period.unit === document.payCycle,
      closings: closings.length,
      later: later.length,
      granted,
      reversed,
      totals,
      before,
    };
  });
};

/** Judges closings, earlier before later, and hands the outcomes on. */
export const judgeClosings = async (
  tx: Queryable,
  context: Context,
  { ruleSet }: CurrentPlan,
  closings: readonly Closing[],
  post: Post,
): Promise<Posted> => {
  const { tenant } = context;
  const population = await loadPopulation(tx, tenant, ruleSet.documents);
  let granted = 0;
  let reversed = 0;
  for (const closing of closings) {
    const sources = await loadClosing(tx, tenant, ruleSet, population, closing);
    const judged = await judgeClosing(tx, tenant, ruleSet, identitiesOf(context), closing, sources);
    for (const { outcomes, heads } of judged) {
      const posted = await post(tx, heads, outcomes);
      granted += posted.granted;
      reversed += posted.reversed;
    }
  }
  return { granted, reversed };
};

/**
 * Whether a label names a period of the plan in force, for those who settle it later.
 * @throws LaurelError as settling would.
 */
export const requirePeriodInPlan = (
  context: Context,
  input: Readonly<{ period: string }>,
): Promise<Period> => {
  admit(context, 'settle-period');
  return transact(context, async (tx) => {
    const { ruleSet } = await requirePlan(tx, context.tenant);
    return requirePeriod(ruleSet.documents.plan.calendar, input.period);
  });
};

/** @throws LaurelError `invalid` for a label that names no period. */
export const requirePeriod = (calendar: Calendar, label: string): Period => {
  const period = parsePeriod(calendar, label);
  if (period) return period;
  throw new LaurelError(
    'invalid',
    `“${label}” is no period; write a day 2017-03-09, week 2017-W10, month 2017-03, 旬 2017-03-A, quarter 2017-Q3 or year 2017.`,
  );
};
