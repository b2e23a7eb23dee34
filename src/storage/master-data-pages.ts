import { type SQL, sql } from 'drizzle-orm';
import { column } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';
import type { ItemRow, RepRow, TeamRow } from './master-data.ts';
import type { TargetRow } from './plans.ts';

// Lists are in the order of the bytes of codes, whatever the database takes for alphabetical.

/** What every list can be asked for: a text in the code or name, in any case, and what follows a code. */
export type PageFilter = Readonly<{
  search?: string | undefined;
  after: string | undefined;
  limit: number;
}>;

const common = ({ search, after }: PageFilter): SQL => sql`
  ${search === undefined ? sql`` : sql`and (position(lower(${search}) in lower(code)) > 0 or position(lower(${search}) in lower(name)) > 0)`}
  ${after === undefined ? sql`` : sql`and code collate "C" > ${after}`}`;

const inOrder = (limit: number): SQL => sql`order by code collate "C" limit ${limit}`;

/** Reps of some ids, of a league, and those employed on a day. */
export const repPage = (
  tx: Queryable,
  tenant: string,
  filter: PageFilter &
    Readonly<{
      ids?: readonly string[] | undefined;
      league?: string | undefined;
      active?: string | undefined;
    }>,
): Promise<RepRow[]> => {
  const { ids, league, active, limit } = filter;
  return rowsOf<RepRow>(
    tx,
    sql`
    select rep_id as id, code, name, employee_no as "employeeNo", role, league, hired_on::text as "hiredOn",
      left_on::text as "leftOn", attributes from rep
    where tenant_id = ${tenant} and erased_at is null ${common(filter)}
      ${ids === undefined ? sql`` : sql`and rep_id = any(${column(ids, 'text')})`}
      ${league === undefined ? sql`` : sql`and league = ${league}`}
      ${active === undefined ? sql`` : sql`and (hired_on is null or hired_on <= ${active}::date) and (left_on is null or ${active}::date <= left_on)`}
    ${inOrder(limit)}`,
  );
};

export const teamPage = (tx: Queryable, tenant: string, filter: PageFilter): Promise<TeamRow[]> =>
  rowsOf<TeamRow>(
    tx,
    sql`
    select team_id as id, code, name, parent_id as "parentId", manager_code as "managerCode" from team
    where tenant_id = ${tenant} ${common(filter)} ${inOrder(filter.limit)}`,
  );

/** Outlets, those of a rep if one is given. */
export const outletPage = (
  tx: Queryable,
  tenant: string,
  filter: PageFilter & Readonly<{ rep?: string | undefined; among?: readonly string[] | undefined }>,
): Promise<ItemRow[]> =>
  rowsOf<ItemRow>(
    tx,
    sql`
    select outlet_id as id, code, name, listed, rep_id as "repId", attributes from outlet
    where tenant_id = ${tenant} ${filter.rep === undefined ? sql`` : sql`and rep_id = ${filter.rep}`}
      ${filter.among === undefined ? sql`` : sql`and (rep_id is null or rep_id = any(${column(filter.among, 'text')}))`}
      ${common(filter)} ${inOrder(filter.limit)}`,
  );

/** Products, those of a category if one is given. */
export const productPage = (
  tx: Queryable,
  tenant: string,
  filter: PageFilter & Readonly<{ category?: string | undefined }>,
): Promise<ItemRow[]> =>
  rowsOf<ItemRow>(
    tx,
    sql`
    select product_id as id, code, name, listed, null as "repId", attributes from product
    where tenant_id = ${tenant} ${filter.category === undefined ? sql`` : sql`and attributes->>'category' = ${filter.category}`}
      ${common(filter)} ${inOrder(filter.limit)}`,
  );

/** Which targets: of some subjects, a metric, a period. */
export type TargetFilter = Readonly<{
  subjects?: readonly string[] | undefined;
  metric?: string | undefined;
  period?: string | undefined;
  /** Kind and code of the subject, metric, period and tier of the last one of the page before. */
  after: readonly string[] | undefined;
  limit: number;
}>;

/** Given targets with the codes of their subjects, in order of kind, code, metric, period and tier. */
export const targetPage = (
  tx: Queryable,
  tenant: string,
  { subjects, metric, period, after, limit }: TargetFilter,
): Promise<(TargetRow & Readonly<{ subject: string }>)[]> => {
  const key = ['subject_kind', 'subject', 'metric', 'period', 'tier'].map((name) =>
    sql.raw(`${name} collate "C"`),
  );
  const place = sql.join(key, sql`, `);
  return rowsOf(
    tx,
    sql`
    select subject_id as "subjectId", subject_kind as "subjectKind", subject, metric, period, tier,
      trim_scale(amount)::text as amount
    from (
      select t.*, coalesce(rep.code, team.code, t.subject_id) as subject from target t
      left join rep on rep.tenant_id = t.tenant_id and rep.rep_id = t.subject_id
      left join team on team.tenant_id = t.tenant_id and team.team_id = t.subject_id
      where t.tenant_id = ${tenant}
        ${subjects === undefined ? sql`` : sql`and t.subject_id = any(${column(subjects, 'text')})`}
        ${metric === undefined ? sql`` : sql`and t.metric = ${metric}`}
        ${period === undefined ? sql`` : sql`and t.period = ${period}`}) given
    where ${
      after === undefined
        ? sql`true`
        : sql`(${place}) > (${sql.join(
            after.map((part) => sql`${part}`),
            sql`, `,
          )})`
    }
    order by ${place} limit ${limit}`,
  );
};
