import { sql } from 'drizzle-orm';
import { type Queryable, rowsOf } from './database.ts';

/** Something done, as the audit keeps it. */
export type AuditEntry = Readonly<{
  action: string;
  subject: string;
  details: Readonly<Record<string, unknown>>;
}>;

/** Writes an audit entry in the transaction of the deed. */
export const appendAudit = async (
  tx: Queryable,
  tenant: string,
  actor: string,
  entry: AuditEntry,
): Promise<void> => {
  await tx.execute(sql`
    insert into audit (tenant_id, audit_id, at, actor, action, subject, details)
    values (${tenant}, 'aud_' || replace(gen_random_uuid()::text, '-', ''), clock_timestamp(), ${actor},
      ${entry.action}, ${entry.subject}, ${JSON.stringify(entry.details)}::jsonb)`);
};

export type SettlementTotals = Readonly<Record<string, string>>;

/** Records a calculation of a period, and gives its number; the latest one is what the period is settled as. */
export const appendSettlement = async (
  tx: Queryable,
  tenant: string,
  settlement: Readonly<{ period: string; planVersion: string; totals: SettlementTotals }>,
  actor: string,
): Promise<number> => {
  const [row] = await rowsOf<{ calculation: number }>(
    tx,
    sql`
    insert into settlement (tenant_id, period, calculation, plan_version, totals, calculated_by)
    select ${tenant}, ${settlement.period}, coalesce(max(calculation), 0) + 1, ${settlement.planVersion},
      ${JSON.stringify(settlement.totals)}::jsonb, ${actor}
    from settlement where tenant_id = ${tenant} and period = ${settlement.period}
    returning calculation`,
  );
  if (!row) throw new Error('A calculation was not recorded.');
  return row.calculation;
};

/** The labels of every period that was ever settled. */
export const settledPeriods = async (tx: Queryable, tenant: string): Promise<string[]> =>
  (
    await rowsOf<{ period: string }>(
      tx,
      sql`select distinct period from settlement where tenant_id = ${tenant} order by period`,
    )
  ).map(({ period }) => period);

export const lastSettlement = async (
  tx: Queryable,
  tenant: string,
  period: string,
): Promise<{ calculation: number; totals: SettlementTotals } | undefined> => {
  const [row] = await rowsOf<{ calculation: number; totals: SettlementTotals }>(
    tx,
    sql`
    select calculation, totals from settlement where tenant_id = ${tenant} and period = ${period}
    order by calculation desc limit 1`,
  );
  return row;
};

/** The periods that were settled, each with the local day on which that was done last. */
export const settlementDays = (
  tx: Queryable,
  tenant: string,
  timeZone: string,
): Promise<{ period: string; day: string }[]> =>
  rowsOf(
    tx,
    sql`
    select period, (max(calculated_at) at time zone ${timeZone})::date::text as day from settlement
    where tenant_id = ${tenant} group by period order by period`,
  );
