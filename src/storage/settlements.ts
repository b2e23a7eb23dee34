import { type SQL, sql } from 'drizzle-orm';
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
  /** Null of a calculation that nobody has approved. */
  approvedBy: string | null;
  approvedAt: string | null;
  approvalWords: string | null;
}>;

/** The latest calculation of a period, if it was ever settled. */
export const settlementOf = async (
  tx: Queryable,
  tenant: string,
  period: string,
): Promise<SettlementRow | undefined> => (await latest(tx, tenant, sql`s.period = ${period}`, 1))[0];

/** The latest calculations of the periods that were settled, the latest period first, from before one of them. */
export const settlementsBefore = (
  tx: Queryable,
  tenant: string,
  before: string | undefined,
  limit: number,
): Promise<SettlementRow[]> =>
  latest(tx, tenant, before === undefined ? sql`true` : sql`s.period < ${before}`, limit);

const latest = (tx: Queryable, tenant: string, where: SQL, limit: number): Promise<SettlementRow[]> =>
  rowsOf<SettlementRow>(
    tx,
    sql`
    select distinct on (s.period) s.period, s.calculation, s.plan_version as "planVersion", s.totals,
      lag(s.totals) over (partition by s.period order by s.calculation) as before,
      ${isoText('s.calculated_at')} as "calculatedAt", s.calculated_by as "calculatedBy",
      p.checker as "approvedBy", ${isoText('p.checked_at')} as "approvedAt", p.words as "approvalWords"
    from settlement s left join proposal p on p.tenant_id = s.tenant_id and p.kind = 'settlement'
      and p.subject = s.period || '/' || s.calculation and p.state = 'approved'
    where s.tenant_id = ${tenant} and ${where}
    order by s.period desc, s.calculation desc limit ${limit}`,
  );
