import { sql } from 'drizzle-orm';
import { type CorrectedRow, everCredits, selectOriginals } from './activities.ts';
import type { Queryable } from './database.ts';

/** Which activities of a list: those that credit one of the reps, or ever did, of a type, of days (to excluded), at an outlet. */
export type ActivityFilter = Readonly<{
  reps?: readonly string[] | undefined;
  outlet?: string | undefined;
  type?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}>;

/**
 * Originals with their corrections, the latest first, from before one of them. The day leads the order, as it does in the
 * canonical one, and has an index.
 */
export const activitiesBefore = (
  tx: Queryable,
  tenant: string,
  { reps, outlet, type, from, to }: ActivityFilter,
  before: Readonly<{ day: string; order: string }> | undefined,
  limit: number,
): Promise<CorrectedRow[]> =>
  selectOriginals(
    tx,
    tenant,
    sql`true ${reps ? sql`and ${everCredits(tenant, reps)}` : sql``}
      ${outlet === undefined ? sql`` : sql`and a.outlet_id = ${outlet}`}
      ${type === undefined ? sql`` : sql`and a.type = ${type}`}
      ${from === undefined ? sql`` : sql`and a.day >= ${from}::date`}
      ${to === undefined ? sql`` : sql`and a.day < ${to}::date`}
      ${
        before
          ? sql`and a.day <= ${before.day}::date
              and (a.day, a.canonical_order) < (${before.day}::date, ${before.order})`
          : sql``
      }`,
    { order: sql`a.day desc, a.canonical_order desc limit ${limit}` },
  );
