import { sql } from 'drizzle-orm';
import { column, epochMs } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

/** How an activity came: when it says that it occurred, when it was recorded, and whether its delivery filled up the past. */
export type ActivityDelivery = Readonly<{ id: string; time: number; recordedAt: number; backfill: boolean }>;

/** Those of the activities that are stored, corrections included, as they were delivered. Times are epoch milliseconds. */
export const activityDeliveries = (
  tx: Queryable,
  tenant: string,
  ids: readonly string[],
): Promise<ActivityDelivery[]> =>
  rowsOf<ActivityDelivery>(
    tx,
    sql`
    select activity_id as id, ${epochMs('time')} as time, ${epochMs('recorded_at')} as "recordedAt", backfill
    from activity where tenant_id = ${tenant} and activity_id = any(${column(ids, 'text')})`,
  );
