import { type SQL, sql } from 'drizzle-orm';
import { compareText } from '../domain/compare-text.ts';
import { column, given, isoText, lookedUp, portions } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

export type RepRow = Readonly<{
  id: string;
  code: string;
  name: string;
  employeeNo: string | null;
  role: string | null;
  league: string | null;
  hiredOn: string | null;
  leftOn: string | null;
  attributes: Readonly<Record<string, string>>;
}>;
/** A rep as stored; of somebody erased, since when, and the rep behind whom the code stood. */
export type StoredRep = RepRow & Readonly<{ erasedAt: string | null; sortsAfter: string | null }>;
export type TeamRow = Readonly<{
  id: string;
  code: string;
  name: string;
  parentId: string | null;
  managerCode: string | null;
}>;
export type MembershipRow = Readonly<{
  repId: string;
  teamId: string;
  from: string | null;
  to: string | null;
}>;
export type ItemRow = Readonly<{
  id: string;
  code: string;
  name: string;
  listed: boolean;
  repId: string | null;
  attributes: Readonly<Record<string, string>>;
}>;

/** Saves reps; who was erased stays so. */
export const saveReps = async (tx: Queryable, tenant: string, reps: readonly RepRow[]): Promise<void> => {
  for (const rows of portions(reps)) {
    await tx.execute(sql`
      insert into rep (tenant_id, rep_id, code, name, employee_no, role, league, hired_on, left_on, attributes)
      select ${tenant}, id, code, name, employee_no, role, league, hired_on, left_on, attributes::jsonb
      from ${given(rows, [
        ['id', 'text', (r) => r.id],
        ['code', 'text', (r) => r.code],
        ['name', 'text', (r) => r.name],
        ['employee_no', 'text', (r) => r.employeeNo],
        ['role', 'text', (r) => r.role],
        ['league', 'text', (r) => r.league],
        ['hired_on', 'date', (r) => r.hiredOn],
        ['left_on', 'date', (r) => r.leftOn],
        ['attributes', 'json', (r) => r.attributes],
      ])}
      on conflict (tenant_id, rep_id) do update set name = excluded.name, employee_no = excluded.employee_no,
        role = excluded.role, league = excluded.league, hired_on = excluded.hired_on, left_on = excluded.left_on,
        attributes = excluded.attributes
        where rep.erased_at is null`);
  }
};

export const saveTeams = async (tx: Queryable, tenant: string, teams: readonly TeamRow[]): Promise<void> => {
  for (const rows of portions(teams)) {
    await tx.execute(sql`
      insert into team (tenant_id, team_id, code, name, parent_id, manager_code)
      select ${tenant}, given.* from ${given(rows, [
        ['c1', 'text', (r) => r.id],
        ['c2', 'text', (r) => r.code],
        ['c3', 'text', (r) => r.name],
        ['c4', 'text', (r) => r.parentId],
        ['c5', 'text', (r) => r.managerCode],
      ])}
      on conflict (tenant_id, team_id) do update set name = excluded.name, parent_id = excluded.parent_id,
        manager_code = excluded.manager_code`);
  }
};

/** Replaces the memberships of the reps named, which are those of the memberships unless others are given too. */
export const saveMemberships = async (
  tx: Queryable,
  tenant: string,
  memberships: readonly MembershipRow[],
  reps: readonly string[] = [...new Set(memberships.map((membership) => membership.repId))],
): Promise<void> => {
  await tx.execute(
    sql`delete from membership where tenant_id = ${tenant} and rep_id = any(${column(reps, 'text')})`,
  );
  for (const rows of portions(memberships)) {
    await tx.execute(sql`
      insert into membership (tenant_id, rep_id, from_day, to_day, team_id)
      select ${tenant}, rep_id, coalesce(from_day, '-infinity'), coalesce(to_day, 'infinity'), team_id
      from ${given(rows, [
        ['rep_id', 'text', (r) => r.repId],
        ['from_day', 'date', (r) => r.from],
        ['to_day', 'date', (r) => r.to],
        ['team_id', 'text', (r) => r.teamId],
      ])}`);
  }
};

type ItemTable = 'outlet' | 'product';

/** Saves listed outlets or products; an unlisted one never overwrites what is known. */
export const saveItems = async (
  tx: Queryable,
  tenant: string,
  table: ItemTable,
  items: readonly ItemRow[],
): Promise<void> => {
  const idColumn = sql.raw(`${table}_id`);
  const isOutlet = table === 'outlet';
  // By the order of their ids, so that two batches that name the same ones cannot wait for each other.
  const inOrder = [...items].sort((a, b) => compareText(a.id, b.id));
  for (const rows of portions(inOrder)) {
    await tx.execute(sql`
      insert into ${sql.raw(table)} (tenant_id, ${idColumn}, code, name, listed, attributes ${isOutlet ? sql`, rep_id` : sql``})
      select ${tenant}, id, code, name, listed, attributes::jsonb ${isOutlet ? sql`, rep_id` : sql``}
      from ${given(rows, [
        ['id', 'text', (r) => r.id],
        ['code', 'text', (r) => r.code],
        ['name', 'text', (r) => r.name],
        ['listed', 'boolean', (r) => r.listed],
        ['attributes', 'json', (r) => r.attributes],
        ['rep_id', 'text', (r) => r.repId],
      ])}
      on conflict (tenant_id, ${idColumn}) do update set name = excluded.name, listed = true,
        attributes = excluded.attributes ${isOutlet ? sql`, rep_id = excluded.rep_id` : sql``}
        where excluded.listed`);
  }
};

/** Everything the population is made of, with dates as text and open ends as null. */
export type MasterDataRows = Readonly<{
  reps: readonly StoredRep[];
  teams: readonly TeamRow[];
  memberships: readonly MembershipRow[];
  outlets: readonly ItemRow[];
  products: readonly ItemRow[];
  /** How many outlets are assigned to each rep who has any. */
  assigned: readonly Readonly<{ repId: string; outlets: number }>[];
}>;

/** The ids of some outlets and products. */
export type NamedItems = Readonly<{ outlets: readonly string[]; products: readonly string[] }>;

/** Who and what there is; of the outlets and products all, or those named. */
export const loadMasterData = async (
  tx: Queryable,
  tenant: string,
  named?: NamedItems,
): Promise<MasterDataRows> => ({
  reps: await loadReps(tx, tenant),
  teams: await loadTeams(tx, tenant),
  memberships: await loadMemberships(tx, tenant),
  outlets: await loadItems(tx, tenant, 'outlet', named?.outlets),
  products: await loadItems(tx, tenant, 'product', named?.products),
  assigned: await rowsOf(
    tx,
    sql`
    select rep_id as "repId", count(*)::integer as outlets from outlet
    where tenant_id = ${tenant} and rep_id is not null group by rep_id order by rep_id`,
  ),
});

/** Those of some ids, or all. */
const among = (id: string, ids: readonly string[] | undefined): SQL =>
  ids ? sql`and ${sql.raw(id)} = any(${column(ids, 'text')})` : sql``;

/** All reps, or those with some ids. */
export const loadReps = (tx: Queryable, tenant: string, ids?: readonly string[]): Promise<StoredRep[]> =>
  rowsOf<StoredRep>(
    tx,
    sql`
    select rep_id as id, code, name, employee_no as "employeeNo", role, league, hired_on::text as "hiredOn",
      left_on::text as "leftOn", attributes, ${isoText('erased_at')} as "erasedAt", sorts_after as "sortsAfter"
    from rep where tenant_id = ${tenant} ${among('rep_id', ids)} order by rep_id`,
  );

/** All teams, or those with some ids. */
export const loadTeams = (tx: Queryable, tenant: string, ids?: readonly string[]): Promise<TeamRow[]> =>
  rowsOf<TeamRow>(
    tx,
    sql`
    select team_id as id, code, name, parent_id as "parentId", manager_code as "managerCode"
    from team where tenant_id = ${tenant} ${among('team_id', ids)} order by team_id`,
  );

/** All memberships, or those of some reps, in order of rep and time. */
export const loadMemberships = (
  tx: Queryable,
  tenant: string,
  reps?: readonly string[],
): Promise<MembershipRow[]> =>
  rowsOf<MembershipRow>(
    tx,
    sql`
    select rep_id as "repId", team_id as "teamId", case when isfinite(from_day) then from_day::text end as "from",
      case when isfinite(to_day) then to_day::text end as "to" from membership
    where tenant_id = ${tenant} ${among('rep_id', reps)} order by rep_id, from_day`,
  );

/** All outlets or products, or those with some ids. */
export const loadItems = async (
  tx: Queryable,
  tenant: string,
  table: ItemTable,
  ids?: readonly string[],
): Promise<ItemRow[]> => {
  if (ids?.length === 0) return [];
  const [name, id] = [sql.raw(table), sql.raw(`${table}_id`)];
  return rowsOf<ItemRow>(
    tx,
    sql`
    select ${id} as id, code, name, listed, ${table === 'outlet' ? sql`rep_id` : sql`null`} as "repId", attributes
    from ${ids ? lookedUp(ids, sql`select * from ${name} where tenant_id = ${tenant} and ${id} = wanted.key`, 'item') : name}
    where tenant_id = ${tenant} order by ${id}`,
  );
};
