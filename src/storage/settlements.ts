import { sql } from 'drizzle-orm';
import { isoText } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';
import type { SettlementTotals } from './records.ts';

/** The latest calculation of a period, and the totals of the one before. */
export type SettlementRow = Readonly<{
  period: string;
  calculation: number;
  planVersion: string;
  totals: SettlementTotals;
  before: SettlementTotals | null;
  calculatedAt: string;
  calculatedBy: string;
}>;

/** The latest calculations of all periods that were settled, or of one; the latest period first. */
export const settlements = (tx: Queryable, tenant: string, period?: string): Promise<SettlementRow[]> =>
  rowsOf<SettlementRow>(
    tx,
    sql`
    select distinct on (s.period) s.period, s.calculation, s.plan_version as "planVersion", s.totals,
      lag(s.totals) over (partition by s.period order by s.calculation) as before,
      ${isoText('s.calculated_at')} as "calculatedAt", s.calculated_by as "calculatedBy"
    from settlement s
    where s.tenant_id = ${tenant} ${period === undefined ? sql`` : sql`and s.period = ${period}`}
    order by s.period desc, s.calculation desc`,
  );
