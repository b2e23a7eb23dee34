import { sql } from 'drizzle-orm';
import type { PgTransactionConfig } from 'drizzle-orm/pg-core';
import type { Queryable } from './database.ts';

export const APPLICATION_ROLE = 'laurel_app';

/**
 * Runs work in one transaction as the application role with the tenant set, so that row level security binds even
 * where the connection belongs to a superuser. Both settings end with the transaction.
 */
export const inTenant = <T>(
  db: Queryable,
  tenant: string,
  work: (tx: Queryable) => Promise<T>,
  config?: PgTransactionConfig,
): Promise<T> =>
  db.transaction(async (tx) => {
    await tx.execute(sql.raw(`set local role ${APPLICATION_ROLE}`));
    await tx.execute(sql`select set_config('laurel.tenant', ${tenant}, true)`);
    return work(tx as Queryable);
  }, config);
