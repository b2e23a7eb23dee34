import { sql } from 'drizzle-orm';
import { everCredits } from './activities.ts';
import { column } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';
import type { RepDay } from './rollups.ts';

/** Reps, outlets and products by their ids. */
export type NamedByActivities = Readonly<{
  reps: readonly string[];
  outlets: readonly string[];
  products: readonly string[];
}>;

/**
 * The days on which activities name any of these, whether as first said or by a correction, for every rep whom those
 * activities credit or ever credited.
 */
export const daysNaming = async (
  tx: Queryable,
  tenant: string,
  { reps, outlets, products }: NamedByActivities,
): Promise<RepDay[]> => {
  const naming = reps.length > 0 ? [everCredits(tenant, reps)] : [];
  for (const [kind, ids] of [
    ['outlet', outlets],
    ['product', products],
  ] as const) {
    if (ids.length === 0) continue;
    naming.push(sql`${sql.raw(`a.${kind}_id`)} = any(${column(ids, 'text')})
      or a.activity_id in (select c.corrects_id from activity c
        where c.tenant_id = ${tenant} and c.corrects_id is not null
          and c.correction->'data'->>${sql.raw(`'${kind}'`)} = any(${column(ids, 'text')}))`);
  }
  if (naming.length === 0) return [];
  return rowsOf<RepDay>(
    tx,
    sql`
    with naming as (
      select a.activity_id, a.day, a.credits from activity a
      where a.tenant_id = ${tenant} and a.corrects_id is null and (${sql.join(naming, sql` or `)}))
    select credit->>'rep' as rep, naming.day::text as day
    from naming cross join lateral jsonb_array_elements(naming.credits) credit
    union
    select c.correction->>'subject', naming.day::text
    from naming join activity c on c.tenant_id = ${tenant} and c.corrects_id = naming.activity_id
    where c.correction ? 'subject'`,
  );
};

/** How many activities there are, of all reps or of some since a day; counts no further than `most`. */
export const activitiesSince = async (
  tx: Queryable,
  tenant: string,
  since: Readonly<{ day: string; reps: readonly string[] }> | undefined,
  most: number,
): Promise<number> => {
  const [row] = await rowsOf<{ count: number }>(
    tx,
    sql`
    select count(*)::integer as count from (
      select from activity a where a.tenant_id = ${tenant} and a.corrects_id is null
        ${since ? sql`and a.day >= ${since.day}::date and a.rep_id = any(${column(since.reps, 'text')})` : sql``}
      limit ${most}) found`,
  );
  return row?.count ?? 0;
};
