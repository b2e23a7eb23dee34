import type { SQL } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { isAfterFailure } from './retry.ts';

/** What every query runs on: a database or a transaction of any of the drivers. */
export type Queryable = PgDatabase<PgQueryResultHKT>;

/** An open database. `close` ends its connections, or writes the embedded one out. */
export type Database = Readonly<{ db: Queryable; close(): Promise<void> }>;

/** An open database that is up to date, with the migrations that opening it applied. */
export type OpenDatabase = Database & Readonly<{ applied: readonly string[] }>;

/** The database cannot be opened: a sentence says why and what to do about it, and holds no password. */
export class DatabaseUnusable extends Error {
  override name = 'DatabaseUnusable';
}

/**
 * The answers to what was sent together in one transaction, in the order given. The error is that of the statement that
 * failed, and not of those after it, which only say that the transaction is over; none is under way any more when it is
 * thrown.
 */
export const together = async <const Sent extends readonly unknown[]>(
  sent: Sent,
): Promise<{ [Place in keyof Sent]: Awaited<Sent[Place]> }> => {
  const settled = await Promise.allSettled(sent);
  const failed = settled.filter((each) => each.status === 'rejected');
  const [first] = failed;
  if (first) throw (failed.find(({ reason }) => !isAfterFailure(reason)) ?? first).reason;
  return settled.flatMap((each) => ('value' in each ? [each.value] : [])) as never;
};

/** Sends statements in this order, none waiting for the answer to another. */
export const executeAll = async (db: Queryable, statements: readonly SQL[]): Promise<void> => {
  await together(statements.map((statement) => db.execute(statement)));
};

/** Runs a statement and gives its rows, whichever shape the driver wraps them in. */
export const rowsOf = async <Row extends object>(db: Queryable, statement: SQL): Promise<Row[]> => {
  const result: unknown = await db.execute(statement);
  const rows = Array.isArray(result) ? result : (result as { rows: unknown[] }).rows;
  return rows as Row[];
};
