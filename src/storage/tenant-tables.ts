import { sql } from 'drizzle-orm';
import { isoText } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

/** A table that holds rows of tenants, as the catalogue has it. */
export type TenantTable = Readonly<{
  schema: 'public' | 'sign_in';
  name: string;
  columns: readonly string[];
  /** Columns of its primary key, in order. */
  key: readonly string[];
  /** Tables that its rows point at, such as `sign_in.person`. */
  pointsAt: readonly string[];
}>;

/** How a table is named in full, such as `public.rep`. */
export const fullName = ({ schema, name }: Pick<TenantTable, 'schema' | 'name'>): string =>
  `${schema}.${name}`;

/**
 * Every table that holds rows of tenants. It is asked of the database, so that a new table is exported and deleted from
 * without being named anywhere. Each comes before those that it points at.
 */
export const tenantTables = async (tx: Queryable): Promise<TenantTable[]> => {
  const tables = await rowsOf<TenantTable>(
    tx,
    sql`
    select n.nspname as schema, c.relname as name,
      (select jsonb_agg(a.attname order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(jsonb_agg(a.attname order by array_position(p.conkey, a.attnum)), '[]')
        from pg_constraint p join pg_attribute a on a.attrelid = c.oid and a.attnum = any(p.conkey)
        where p.conrelid = c.oid and p.contype = 'p') as key,
      (select coalesce(jsonb_agg(distinct fn.nspname || '.' || fc.relname), '[]')
        from pg_constraint f join pg_class fc on fc.oid = f.confrelid join pg_namespace fn on fn.oid = fc.relnamespace
        where f.conrelid = c.oid and f.contype = 'f') as "pointsAt"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'sign_in') and c.relkind in ('r', 'p') and exists (
      select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
    order by 1, 2`,
  );
  return pointingFirst(tables);
};

const pointingFirst = (tables: readonly TenantTable[]): TenantTable[] => {
  const ordered: TenantTable[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const free = left.filter(
      (table) => !left.some((other) => other !== table && other.pointsAt.includes(fullName(table))),
    );
    // Tables that point at one another could not be emptied one by one.
    if (free.length === 0) throw new Error(`Tables point at one another: ${left.map(fullName).join(', ')}.`);
    ordered.push(...free);
    left = left.filter((table) => !free.includes(table));
  }
  return ordered;
};

const named = (parts: readonly string[]) =>
  sql.join(
    parts.map((part) => sql.identifier(part)),
    sql`, `,
  );

const place = ({ schema, name }: TenantTable) => sql`${sql.identifier(schema)}.${sql.identifier(name)}`;

/**
 * The rows of a tenant in a table as lines of JSON, by primary key, in portions: the transaction holds a cursor, and no
 * more than a portion is in memory. Only the columns named.
 */
export async function* tenantRows(
  tx: Queryable,
  tenant: string,
  table: TenantTable,
  { columns, portion }: Readonly<{ columns: readonly string[]; portion: number }>,
): AsyncGenerator<readonly string[], void> {
  // The statement that opens a cursor takes no parameters everywhere; the tenant is that of the transaction.
  await tx.execute(
    sql`select set_config('laurel.tenant', ${tenant}, true), set_config('timezone', 'UTC', true)`,
  );
  await tx.execute(
    sql`declare tenant_rows no scroll cursor for select row_to_json(r)::text as row from (
      select ${named(columns)} from ${place(table)} where tenant_id = current_setting('laurel.tenant')
      order by ${named(table.key)}) r`,
  );
  for (;;) {
    const rows = await rowsOf<{ row: string }>(tx, sql.raw(`fetch ${portion} from tenant_rows`));
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < portion) break;
  }
  await tx.execute(sql`close tenant_rows`);
}

/** Whether a table holds anything of a tenant. */
export const hasTenantRow = async (tx: Queryable, tenant: string, table: TenantTable): Promise<boolean> => {
  const rows = await rowsOf(tx, sql`select from ${place(table)} where tenant_id = ${tenant} limit 1`);
  return rows.length > 0;
};

/** Deletes every row of a tenant from a table, as the owner; gives how many there were. */
export const deleteTenantRows = async (
  tx: Queryable,
  tenant: string,
  table: TenantTable,
): Promise<number> => {
  const [row] = await rowsOf<{ rows: number }>(
    tx,
    sql`with gone as (delete from ${place(table)} where tenant_id = ${tenant} returning 1)
      select count(*)::int as rows from gone`,
  );
  return row?.rows ?? 0;
};

/** The moment as of which a transaction that reads one moment reads, as ISO 8601 in UTC. */
export const readingMoment = async (tx: Queryable): Promise<string> => {
  const [row] = await rowsOf<{ at: string }>(tx, sql`select ${isoText('now()')} as at`);
  return row?.at ?? '';
};
