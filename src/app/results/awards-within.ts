import { sql } from 'drizzle-orm';
import type { Calendar } from '../../../schemas/calendar.ts';
import { type Period, parsePeriod } from '../../domain/calendar/period.ts';
import { exponentOf } from '../../domain/money/currency.ts';
import { formatMinor } from '../../domain/money/money.ts';
import { liveAwards, type StoredAward } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import type { SettlementTotals } from '../../storage/records.ts';

/**
 * The live awards of a period: those whose window lies in it; and of what is granted once in a lifetime, the badges
 * held at its end and everything else that occurred in it.
 */
export const awardsWithin = async (
  tx: Queryable,
  tenant: string,
  calendar: Calendar,
  period: Period,
  withTrace = false,
): Promise<StoredAward[]> => {
  const inside = sql`a.day >= ${period.from}::date and a.day < ${period.to}::date`;
  const held = sql`a.window_unit = 'lifetime' and a.day < ${period.to}::date`;
  const awards = await liveAwards(tx, tenant, sql`((${inside}) or (${held}))`, withTrace);
  return awards.flatMap((award) => {
    if (award.windowUnit !== 'lifetime') {
      const window = parsePeriod(calendar, award.window);
      return window && window.from >= period.from && window.to <= period.to ? [award] : [];
    }
    if (award.day >= period.from) return [award];
    const lines = award.lines.filter((line) => line.medium === 'badge');
    return lines.length > 0 ? [{ ...award, lines }] : [];
  });
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
