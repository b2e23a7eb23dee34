import { hostsOfTenants, type TenantHosts } from '../../storage/hosts.ts';
import { tenantName } from '../../storage/plans.ts';
import { readOwner } from '../../storage/tenant-transaction.ts';
import type { Store } from '../context.ts';

/** A tenant as it is listed: what it is called, and where it answers. */
export type ListedTenant = TenantHosts & Readonly<{ display: string }>;

/** Every tenant that answers at a host. */
export const listTenants = async ({ db }: Pick<Store, 'db'>): Promise<ListedTenant[]> => {
  const listed: ListedTenant[] = [];
  // Row level security shows what a tenant is called to that tenant only, so each is asked by itself.
  for (const { tenant, hosts } of await hostsOfTenants(db)) {
    const display = await readOwner(db, tenant, (tx) => tenantName(tx, tenant));
    listed.push({ tenant, hosts, display: display ?? tenant });
  }
  return listed;
};
