import { type SQL, sql } from 'drizzle-orm';

/** A column of values as one array parameter; `type` is the SQL type of an element, such as `text` or `date`. */
export const column = (values: readonly (string | number | boolean | null)[], type: string): SQL =>
  sql`${sql.param([...values])}::${sql.raw(type)}[]`;

/** JSON documents as one array parameter. */
export const jsonColumn = (values: readonly unknown[]): SQL =>
  column(
    values.map((value) => (value === undefined || value === null ? null : JSON.stringify(value))),
    'text',
  );

/** Rows are written and read in portions of this many, which bounds the size of one statement. */
export const PORTION = 5000;

export const portions = <T>(items: readonly T[], size = PORTION): T[][] => {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
};

/** An instant as the text PostgreSQL reads. */
export const instantText = (epochMs: number): string => new Date(epochMs).toISOString();

/** SQL that gives an instant as epoch milliseconds. */
export const epochMs = (expression: string): SQL =>
  sql.raw(`(extract(epoch from ${expression}) * 1000)::float8`);
