import { sql } from 'drizzle-orm';
import type { Plan } from '../../../schemas/plan.ts';
import { payPeriodsOf } from '../../domain/calendar/pay-periods.ts';
import { type Period, parsePeriod } from '../../domain/calendar/period.ts';
import { exponentOf } from '../../domain/money/currency.ts';
import { formatMinor } from '../../domain/money/money.ts';
import { column } from '../../storage/arrays.ts';
import { liveAwards, type StoredAward } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import type { SettlementTotals } from '../../storage/records.ts';

/**
 * The live awards of a period: those paid in it, or, for a period shorter than the pay cycle, those whose window lies
 * in it; and the lifetime badges held at its end. A window longer than the pay cycle is paid, and so belongs, where it
 * closes. Those of some recipients, where they are given.
 */
export const awardsWithin = async (
  tx: Queryable,
  tenant: string,
  plan: Pick<Plan, 'calendar' | 'payCycle'>,
  period: Period,
  withTrace = false,
  recipients?: readonly string[],
): Promise<StoredAward[]> => {
  const paid = payPeriodsOf(plan, period).map(({ label }) => label);
  const inside = sql`a.day >= ${period.from}::date and a.day < ${period.to}::date`;
  const badges = sql`a.window_unit = 'lifetime' and a.day < ${period.to}::date`;
  const belongs = paid.length > 0 ? sql`a.pay_period = any(${column(paid, 'text')})` : inside;
  const awards = await liveAwards(
    tx,
    tenant,
    sql`((${belongs}) or (${badges}))
      ${recipients ? sql`and a.recipient_id = any(${column(recipients, 'text')})` : sql``}`,
    { withTrace },
  );
  const belongsHere = belongingTo(plan, period);
  return awards.flatMap((award) => {
    if (belongsHere(award)) return [award];
    const lines =
      award.windowUnit === 'lifetime' ? award.lines.filter((line) => line.medium === 'badge') : [];
    return lines.length > 0 ? [{ ...award, lines }] : [];
  });
};

/** Whether an award belongs to a period; see `awardsWithin`. */
export const belongingTo = (
  plan: Pick<Plan, 'calendar' | 'payCycle'>,
  period: Period,
): ((award: Pick<StoredAward, 'windowUnit' | 'window' | 'payPeriod' | 'day'>) => boolean) => {
  const paid = new Set(payPeriodsOf(plan, period).map(({ label }) => label));
  return ({ windowUnit, window, payPeriod, day }) => {
    if (paid.size > 0) return paid.has(payPeriod);
    if (windowUnit === 'lifetime') return day >= period.from && day < period.to;
    const { from, to } = parsePeriod(plan.calendar, window) ?? {};
    return from !== undefined && to !== undefined && from >= period.from && to <= period.to;
  };
};

/** Totals by medium, and the number of lines; money in major units. */
export const totalsOf = (awards: readonly StoredAward[], currency: string): SettlementTotals => {
  const totals: Record<string, bigint> = { cash: 0n, points: 0n, goods: 0n, badge: 0n, honour: 0n };
  let lines = 0;
  for (const line of awards.flatMap((award) => award.lines)) {
    totals[line.medium] = (totals[line.medium] ?? 0n) + line.amountMinor;
    lines += 1;
  }
  const { cash = 0n, ...counts } = totals;
  return {
    cash: formatMinor(cash, exponentOf(currency)),
    ...Object.fromEntries(Object.entries(counts).map(([medium, total]) => [medium, total.toString()])),
    lines: String(lines),
  };
};
