import { type SQL, sql } from 'drizzle-orm';
import { column, epochMs } from './arrays.ts';
import { liveAwards, type StoredAward } from './awards.ts';
import { type Queryable, rowsOf } from './database.ts';

/** Which live awards: to some recipients, of a rule, paid in some pay periods, of days (to excluded). */
export type AwardFilter = Readonly<{
  recipients?: readonly string[] | undefined;
  rule?: string | undefined;
  medium?: string | undefined;
  payPeriods?: readonly string[] | undefined;
  days?: Readonly<{ from: string; to: string }> | undefined;
}>;

/** The last award of a page: when it occurred, and its id. */
export type AwardPlace = Readonly<{ time: string; award: string }>;

/** Live awards with their traces, the latest first, after the last one of the page before. */
export const awardsBefore = async (
  tx: Queryable,
  tenant: string,
  filter: AwardFilter,
  after: AwardPlace | undefined,
  limit: number,
): Promise<StoredAward[]> => {
  const found = await rowsOf<{ award: string }>(
    tx,
    sql`
    select a.award_id as award, ${epochMs('a.occurred_at')} as time from award a
    where a.tenant_id = ${tenant} and a.kind = 'granted' ${conditionOf(filter)}
      ${after ? sql`and (a.occurred_at, a.award_id) < (${after.time}::timestamptz, ${after.award})` : sql``}
      and not exists (select from award later where later.tenant_id = a.tenant_id and later.award_id = a.award_id
        and later.revision > a.revision)
    order by a.occurred_at desc, a.award_id desc limit ${limit}`,
  );
  const ids = found.map(({ award }) => award);
  if (ids.length === 0) return [];
  const awards = await liveAwards(tx, tenant, sql`a.award_id = any(${column(ids, 'text')})`, {
    withTrace: true,
  });
  const places = new Map(ids.map((id, index) => [id, index]));
  return awards.sort((a, b) => (places.get(a.award) ?? 0) - (places.get(b.award) ?? 0));
};

const conditionOf = ({ recipients, rule, medium, payPeriods, days }: AwardFilter): SQL => sql`
  ${recipients ? sql`and a.recipient_id = any(${column(recipients, 'text')})` : sql``}
  ${rule === undefined ? sql`` : sql`and a.rule_code = ${rule}`}
  ${payPeriods ? sql`and a.pay_period = any(${column(payPeriods, 'text')})` : sql``}
  ${days ? sql`and a.day >= ${days.from}::date and a.day < ${days.to}::date` : sql``}
  ${
    medium === undefined
      ? sql``
      : sql`and exists (select from award_line l where l.tenant_id = a.tenant_id and l.award_id = a.award_id
          and l.revision = a.revision and l.medium = ${medium})`
  }`;

/** What recipients were granted in cash and points: totals of live awards by recipient, medium and currency. */
export const totalsOfRecipient = async (
  tx: Queryable,
  tenant: string,
  recipient: string,
  filter: Pick<AwardFilter, 'payPeriods' | 'days'>,
): Promise<Readonly<{ medium: string; awards: number; amountMinor: bigint }>[]> => {
  const rows = await rowsOf<{ medium: string; awards: number; amount: string }>(
    tx,
    sql`
    select l.medium, count(distinct a.award_id)::integer as awards, sum(l.amount_minor)::text as amount
    from award a
    join award_line l on l.tenant_id = a.tenant_id and l.award_id = a.award_id and l.revision = a.revision
    where a.tenant_id = ${tenant} and a.kind = 'granted' and a.recipient_id = ${recipient} ${conditionOf(filter)}
      and not exists (select from award later where later.tenant_id = a.tenant_id and later.award_id = a.award_id
        and later.revision > a.revision)
    group by l.medium order by l.medium`,
  );
  return rows.map(({ amount, ...row }) => ({ ...row, amountMinor: BigInt(amount) }));
};
