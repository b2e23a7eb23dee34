import { sql } from 'drizzle-orm';
import type { Context } from '../../../src/app/context.ts';
import { rowsOf } from '../../../src/storage/database.ts';

/** A text that stands in a column of a table. */
export type Mark = Readonly<{ place: string; mark: string }>;

/** Where any of some texts stands in the database, whatever tables and columns of text or JSON it has. */
export const scanMarks = async ({ store }: Context, marks: readonly string[]): Promise<Mark[]> => {
  const columns = await rowsOf<{ schema: string; table: string; column: string }>(
    store.db,
    sql`
    select c.table_schema as schema, c.table_name as table, c.column_name as column
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
      and c.data_type in ('text', 'jsonb', 'json', 'character varying', 'ARRAY', 'bytea')
    order by 1, 2, 3`,
  );
  const found: Mark[] = [];
  for (const { schema, table, column } of columns) {
    const [from, name] = [sql.raw(`"${schema}"."${table}"`), sql.raw(`"${column}"`)];
    for (const mark of marks) {
      const [row] = await rowsOf(
        store.db,
        sql`select 1 as there from ${from} where strpos(${name}::text, ${mark}) > 0 limit 1`,
      );
      if (row) found.push({ place: `${table}.${column}`, mark });
    }
  }
  return found;
};
