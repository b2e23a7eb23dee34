import { sql } from 'drizzle-orm';
import { type Queryable, rowsOf } from '../../src/storage/database.ts';
import { fullName, type TenantTable, tenantTables } from '../../src/storage/tenant-tables.ts';

type Column = Readonly<{ name: string; type: string }>;

/** A value of each type there is; equal ones, so that rows point at one another. */
const VALUES: Readonly<Record<string, string>> = {
  text: 'x',
  integer: '1',
  bigint: '1',
  numeric: '1',
  boolean: 'true',
  date: '2024-03-05',
  jsonb: '{}',
  'timestamp with time zone': '2024-03-05T00:00:00Z',
};

/** What the checks of a table want otherwise. */
const WANTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'public.award': { kind: 'granted' },
  'public.transfer': { kind: 'award', to_account: 'y' },
  'public.seal': { transfer_id: 'x' },
  'public.proposal': { kind: 'plan' },
  'public.host': { host: 'of-tenant' },
};

/**
 * Puts a row of each tenant in every table of the catalogue, as a superuser. A table with columns it knows no values for
 * fails, so that none is forgotten. Gives the tables.
 */
export const fillTables = async (db: Queryable, tenants: readonly string[]): Promise<TenantTable[]> => {
  const tables = await tenantTables(db);
  for (const table of [...tables].reverse()) {
    const required = await rowsOf<Column>(
      db,
      sql`select column_name as name, data_type as type from information_schema.columns
        where table_schema = ${table.schema} and table_name = ${table.name} and is_nullable = 'NO'
          and column_default is null and column_name <> 'tenant_id'`,
    );
    for (const tenant of tenants) await db.execute(insertion(table, required, tenant));
  }
  return tables;
};

const insertion = (table: TenantTable, required: readonly Column[], tenant: string) => {
  const name = fullName(table);
  const row: Record<string, string> = { tenant_id: tenant };
  for (const column of required) {
    const value = VALUES[column.type];
    if (value === undefined) throw new Error(`${name}.${column.name}: no value for ${column.type}.`);
    row[column.name] = value;
  }
  for (const [column, value] of Object.entries(WANTED[name] ?? {}))
    row[column] = column === 'host' ? `${value}-${tenant}` : value;
  const columns = Object.keys(row).join(', ');
  const values = Object.values(row).map((value) => sql`${value}`);
  return sql`insert into ${sql.raw(name)} (${sql.raw(columns)}) values (${sql.join(values, sql`, `)})`;
};
