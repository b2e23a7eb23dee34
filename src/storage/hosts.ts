import { sql } from 'drizzle-orm';
import { type Queryable, rowsOf } from './database.ts';
import { inTenant } from './tenant-transaction.ts';

/** The tenant that answers at a host; undefined where none does. Asked before there is a tenant. */
export const tenantAtHost = (db: Queryable, host: string): Promise<string | undefined> =>
  inTenant(db, '', async (tx) => {
    const [row] = await rowsOf<{ tenant: string }>(
      tx,
      sql`select tenant_id as tenant from host where host = ${host}`,
    );
    return row?.tenant;
  });

/** Every tenant that answers at a host, for what is done for all of them by the clock. */
export const tenantsWithHosts = (db: Queryable): Promise<string[]> =>
  inTenant(db, '', async (tx) => {
    const rows = await rowsOf<{ tenant: string }>(
      tx,
      sql`select distinct tenant_id as tenant from host order by 1`,
    );
    return rows.map(({ tenant }) => tenant);
  });

/** Whether a tenant answers anywhere. */
export const isTenant = (db: Queryable, tenant: string): Promise<boolean> =>
  inTenant(db, '', async (tx) => {
    const rows = await rowsOf(tx, sql`select from host where tenant_id = ${tenant} limit 1`);
    return rows.length > 0;
  });
