import { sql } from 'drizzle-orm';
import type { Queryable } from './database.ts';

/** Runs work within a transaction, and takes back what it changed unless its outcome says that it is to be kept. */
export const provisionally = async <T>(
  tx: Queryable,
  work: () => Promise<T>,
  isKept: (outcome: T) => boolean,
): Promise<T> => {
  await tx.execute(sql`savepoint provisional`);
  const outcome = await work();
  if (!isKept(outcome)) await tx.execute(sql`rollback to savepoint provisional`);
  await tx.execute(sql`release savepoint provisional`);
  return outcome;
};
