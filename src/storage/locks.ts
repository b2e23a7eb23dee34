import { sql } from 'drizzle-orm';
import { column } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

// Row locks only, for a schema that is distributed by tenant has no others. Everybody takes them in one order, the
// tenant before its reps and the reps by id, so that nobody waits in a circle; they are held until the transaction ends.

/** Takes the turn of the tenant: who wants it next waits until this transaction has ended. */
export const takeTurn = async (tx: Queryable, tenant: string): Promise<void> => {
  await tx.execute(sql`select from tenant where tenant_id = ${tenant} for update`);
};

/** Locks those of the reps that there are, and gives their ids. */
export const lockReps = async (
  tx: Queryable,
  tenant: string,
  reps: readonly string[],
): Promise<Set<string>> => {
  const rows = await rowsOf<{ rep: string }>(
    tx,
    sql`
    select rep_id as rep from rep where tenant_id = ${tenant} and rep_id = any(${column([...new Set(reps)], 'text')})
    order by rep_id for update`,
  );
  return new Set(rows.map(({ rep }) => rep));
};

/** Has the tenant to itself: takes its turn, and then every rep. */
export const lockTenant = async (tx: Queryable, tenant: string): Promise<void> => {
  await takeTurn(tx, tenant);
  await tx.execute(sql`
    select count(*) from (
      select from rep where tenant_id = ${tenant} order by rep_id for update) locked`);
};
