import { sql } from 'drizzle-orm';
import { column } from './arrays.ts';
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

/** A tenant with its hosts, by name. */
export type TenantHosts = Readonly<{ tenant: string; hosts: readonly string[] }>;

/** The hosts of every tenant that answers anywhere. */
export const hostsOfTenants = (db: Queryable): Promise<TenantHosts[]> =>
  inTenant(db, '', (tx) =>
    rowsOf(
      tx,
      sql`select tenant_id as tenant, jsonb_agg(host order by host) as hosts from host group by 1 order by 1`,
    ),
  );

/** The hosts of one tenant, by name. */
export const hostsOf = async (tx: Queryable, tenant: string): Promise<string[]> => {
  const rows = await rowsOf<{ host: string }>(
    tx,
    sql`select host from host where tenant_id = ${tenant} order by host`,
  );
  return rows.map(({ host }) => host);
};

/** Gives hosts to a tenant, as the owner; gives those that are another's, which stay so. */
export const claimHosts = async (
  tx: Queryable,
  tenant: string,
  hosts: readonly string[],
): Promise<string[]> => {
  const named = column(hosts, 'text');
  await tx.execute(
    sql`insert into host (host, tenant_id) select h, ${tenant} from unnest(${named}) h on conflict do nothing`,
  );
  const rows = await rowsOf<{ host: string }>(
    tx,
    sql`select host from host where host = any(${named}) and tenant_id <> ${tenant} order by host`,
  );
  return rows.map(({ host }) => host);
};

/** Takes hosts from a tenant, as the owner. */
export const releaseHosts = async (
  tx: Queryable,
  tenant: string,
  hosts: readonly string[],
): Promise<void> => {
  await tx.execute(
    sql`delete from host where tenant_id = ${tenant} and host = any(${column(hosts, 'text')})`,
  );
};
