import { sql } from 'drizzle-orm';
import type { Queryable } from './database.ts';

/** How long the work of a request may take. The time runs from its first transaction: a slow sender takes none of it. */
export type Deadline = Readonly<{ seconds: number; remainingMs(): number }>;

export const deadlineIn = (seconds: number): Deadline => {
  let began: number | undefined;
  return {
    seconds,
    remainingMs: () => {
      began ??= performance.now();
      return began + seconds * 1000 - performance.now();
    },
  };
};

/** Work took longer than it may. Its transaction is undone. */
export class TimedOut extends Error {
  override name = 'TimedOut';

  constructor({ seconds }: Deadline) {
    super(`It took longer than ${seconds} seconds.`);
  }
}

/** A timeout of statements is set anew after so long, and so is late by no more than that. */
const RENEWED_MS = 2_000;

/**
 * The transaction, in which no statement begins after the deadline, and on a server none runs on much longer. Both is needed:
 * a database ends single statements only, and the embedded one not even those.
 */
export const until = (tx: Queryable, deadline: Deadline): Queryable => {
  let set = Number.POSITIVE_INFINITY;
  const limitStatements = async (remaining: number): Promise<void> => {
    set = remaining;
    await tx.execute(sql.raw(`set local statement_timeout to ${Math.ceil(remaining)}`));
  };
  const execute = async (query: Parameters<Queryable['execute']>[0]): Promise<unknown> => {
    const remaining = deadline.remainingMs();
    if (remaining <= 0) throw new TimedOut(deadline);
    // Sent before the statement, whose failure tells what is wrong.
    if (set - remaining >= RENEWED_MS) limitStatements(remaining).catch(() => {});
    return tx.execute(query);
  };
  return Object.create(tx, { execute: { value: execute } }) as Queryable;
};
