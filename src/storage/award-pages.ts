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

/** The last award of a page: its day, when it occurred, and its id. */
export type AwardPlace = Readonly<{ day: string; at: string; id: string }>;

/** Whether a revision of an award is the last one of its head. */
const isLatest = sql`not exists (select from award later where later.tenant_id = a.tenant_id
  and later.award_id = a.award_id and later.revision > a.revision)`;

/**
 * Live awards with their traces, the latest first, after the last one of the page before. The day leads the order, as it
 * does in time, and has an index.
 */
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
      ${
        after
          ? sql`and a.day <= ${after.day}::date
              and (a.day, a.occurred_at, a.award_id) < (${after.day}::date, ${after.at}::timestamptz, ${after.id})`
          : sql``
      }
      and ${isLatest}
    order by a.day desc, a.occurred_at desc, a.award_id desc limit ${limit}`,
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

/** Who is due cash or points, and for which pay period. */
export type Due = Readonly<{ payPeriod: string; recipient: string }>;

/** Who is due cash or points by live awards, each pay period and recipient once. */
export const recipientsDue = (
  tx: Queryable,
  tenant: string,
  filter: Pick<AwardFilter, 'recipients' | 'payPeriods' | 'days'>,
): Promise<Due[]> =>
  rowsOf<Due>(
    tx,
    sql`
    select distinct a.pay_period as "payPeriod", a.recipient_id as recipient
    from award a
    join award_line l on l.tenant_id = a.tenant_id and l.award_id = a.award_id and l.revision = a.revision
    where a.tenant_id = ${tenant} and a.kind = 'granted' and l.medium in ('cash', 'points') ${conditionOf(filter)}
      and ${isLatest}`,
  );

/** The pay periods in which a recipient has awards, whether or not they are live. */
export const payPeriodsOfRecipient = async (
  tx: Queryable,
  tenant: string,
  recipient: string,
): Promise<string[]> =>
  (
    await rowsOf<{ period: string }>(
      tx,
      sql`
      select distinct pay_period as period from award where tenant_id = ${tenant} and recipient_id = ${recipient}
      order by pay_period`,
    )
  ).map(({ period }) => period);

/** A badge that was granted, by a line of an award. */
export type BadgeRow = Readonly<{
  item: string;
  rule: string;
  window: string;
  time: number;
  award: string;
  line: number;
}>;

/** The badges of live awards to a recipient, the latest first, after the last one of the page before. */
export const badgesBefore = (
  tx: Queryable,
  tenant: string,
  recipient: string,
  after: Readonly<{ at: string; id: string; line: number }> | undefined,
  limit: number,
): Promise<BadgeRow[]> =>
  rowsOf<BadgeRow>(
    tx,
    sql`
    select l.item, a.rule_code as rule, a.window_label as "window", ${epochMs('a.occurred_at')} as time,
      a.award_id as award, l.line
    from award a
    join award_line l on l.tenant_id = a.tenant_id and l.award_id = a.award_id and l.revision = a.revision
    where a.tenant_id = ${tenant} and a.recipient_id = ${recipient} and a.kind = 'granted' and l.medium = 'badge'
      and ${isLatest} ${
        after
          ? sql`and (a.occurred_at, a.award_id, l.line) < (${after.at}::timestamptz, ${after.id}, ${after.line})`
          : sql``
      }
    order by a.occurred_at desc, a.award_id desc, l.line desc limit ${limit}`,
  );

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
      and ${isLatest}
    group by l.medium order by l.medium`,
  );
  return rows.map(({ amount, ...row }) => ({ ...row, amountMinor: BigInt(amount) }));
};
