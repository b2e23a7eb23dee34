import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { type Queryable, rowsOf } from './database.ts';

export const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

type Journal = Readonly<{ entries: readonly Readonly<{ tag: string; when: number }>[] }>;

/** The names of the migrations that a database lacks, in their order. */
export const pendingMigrations = async (db: Queryable): Promise<string[]> => {
  const { entries } = JSON.parse(await readFile(`${MIGRATIONS}/meta/_journal.json`, 'utf8')) as Journal;
  const last = await lastMigration(db);
  return entries.filter(({ when }) => when > last).map(({ tag }) => tag);
};

/** When the last migration that was applied had been written; before all of them for a new database. */
const lastMigration = async (db: Queryable): Promise<number> => {
  const [record] = await rowsOf<{ exists: boolean }>(
    db,
    sql`select exists (select from pg_tables where schemaname = 'drizzle' and tablename = '__drizzle_migrations')
      as exists`,
  );
  if (!record?.exists) return Number.NEGATIVE_INFINITY;
  const [row] = await rowsOf<{ last: number | null }>(
    db,
    sql`select max(created_at)::float8 as last from drizzle.__drizzle_migrations`,
  );
  return row?.last ?? Number.NEGATIVE_INFINITY;
};
