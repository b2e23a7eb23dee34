import { type SQL, sql } from 'drizzle-orm';

type Element = string | number | boolean | null;

/**
 * An array as the text PostgreSQL reads. Every element is quoted, so that nothing in it is syntax; a number or
 * boolean is read by its own type. Drivers would need the server's catalogue to write arrays, which costs a query a
 * connection and is not to be had through Hyperdrive.
 */
export const arrayLiteral = (values: readonly Element[]): string => {
  let text = '';
  for (const value of values) text += `${text && ','}${value === null ? 'NULL' : quoted(String(value))}`;
  return `{${text}}`;
};

/** Most texts need no escapes: looking is quicker than replacing. */
const quoted = (text: string): string => `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`;

/** A column of values as one array parameter; `type` is the SQL type of an element, such as `text` or `date`. */
export const column = (values: readonly Element[], type: string): SQL =>
  sql`${arrayLiteral(values)}::${sql.raw(type)}[]`;

/** JSON documents as one array parameter. */
const jsonColumn = (values: readonly unknown[]): SQL =>
  column(
    values.map((value) => (value === undefined || value === null ? null : JSON.stringify(value))),
    'text',
  );

/** A column to unnest: its name, the SQL type of its values, and where a row has it. `json` values become JSON text. */
export type ColumnOf<Row> = readonly [name: string, type: string, value: (row: Row) => unknown];

/** Rows as a table called `given`, one array parameter a column, whatever the number of rows. */
export const given = <Row>(rows: readonly Row[], columns: readonly ColumnOf<Row>[]): SQL => {
  const arrays = columns.map(([, type, value]) =>
    type === 'json' ? jsonColumn(rows.map(value)) : column(rows.map(value) as Element[], type),
  );
  const names = columns.map(([name]) => name).join(', ');
  return sql`unnest(${sql.join(arrays, sql`, `)}) as given (${sql.raw(names)})`;
};

/**
 * What `select` finds of one table for each of many keys, as a table called `name`; `select` names the key `wanted.key`.
 * Without statistics, as in a database that was filled a moment ago, the planner would read the whole table;
 * `offset 0` has it look up each key.
 */
export const lookedUp = (keys: readonly string[], select: SQL, name: string): SQL => sql`
  unnest(${column([...new Set(keys)], 'text')}) as wanted (key) cross join lateral (${select} offset 0) ${sql.raw(name)}`;

/** Rows are written and read in portions of this many, which bounds the size of one statement. */
export const PORTION = 5000;

export const portions = <T>(items: readonly T[], size = PORTION): T[][] => {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
};

/** SQL that makes an instant of a `bigint` column of epoch milliseconds, which is read quicker than text. */
export const instantOf = (name: string): SQL => sql.raw(`to_timestamp(${name}::float8 / 1000)`);

/** SQL that gives an instant as epoch milliseconds. */
export const epochMs = (expression: string): SQL =>
  sql.raw(`(extract(epoch from ${expression}) * 1000)::float8`);

/** SQL that gives an instant as ISO 8601 text in UTC. */
export const isoText = (expression: string): SQL =>
  sql.raw(`to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
