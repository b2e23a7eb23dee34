import { hostsOf, releaseHosts } from '../../storage/hosts.ts';
import { takeTurn } from '../../storage/locks.ts';
import { deleteTenantRows, fullName, tenantTables } from '../../storage/tenant-tables.ts';
import { inOwner } from '../../storage/tenant-transaction.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { noTenant, requireTenantName } from './tenant-names.ts';

/** What remains of a tenant: who deleted it and when, where it answered, and how many rows there were, by table. */
export type TenantDeletion = Readonly<{
  tenant: string;
  actor: string;
  at: string;
  hosts: readonly string[];
  rows: Readonly<Record<string, number>>;
}>;

/**
 * Deletes the tenant of the context: first its hosts, so that nobody reaches it any more, then, after `untilUnknown`, every
 * row of every table in one transaction. Broken off, it is finished by doing it again. `confirm` is the name once more.
 * @throws LaurelError `invalid` for a name, `state` where the name is not confirmed, `not-found`.
 */
export const deleteTenant = async (
  { tenant, actor, store }: Context,
  { confirm, at, untilUnknown }: Readonly<{ confirm: string; at: number; untilUnknown(): Promise<void> }>,
): Promise<TenantDeletion> => {
  requireTenantName(tenant);
  if (confirm !== tenant)
    throw new LaurelError('state', `Nothing was deleted: “${confirm}” is not “${tenant}”.`);
  const hosts = await inOwner(store.db, tenant, async (tx) => {
    const own = await hostsOf(tx, tenant);
    await releaseHosts(tx, tenant, own);
    return own;
  });
  if (hosts.length > 0) await untilUnknown();
  const rows = await inOwner(store.db, tenant, async (tx) => {
    await takeTurn(tx, tenant);
    const counts: Record<string, number> = {};
    for (const table of await tenantTables(tx))
      counts[fullName(table)] = await deleteTenantRows(tx, tenant, table);
    return counts;
  });
  if (hosts.length === 0 && Object.values(rows).every((count) => count === 0)) throw noTenant(tenant);
  return { tenant, actor, at: new Date(at).toISOString(), hosts, rows };
};
