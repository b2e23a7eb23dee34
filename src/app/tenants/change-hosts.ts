import { claimHosts, hostsOf, releaseHosts, type TenantHosts } from '../../storage/hosts.ts';
import { tenantName } from '../../storage/plans.ts';
import { appendAudit } from '../../storage/records.ts';
import { inOwner } from '../../storage/tenant-transaction.ts';
import type { Context } from '../context.ts';
import { noTenant, refuseTakenHosts, requireHosts, requireTenantName } from './tenant-names.ts';

/**
 * Gives hosts to the tenant of the context and takes others from it; both can be done again. Gives those it then has. A
 * deployment that serves goes by what it knew for up to ten seconds.
 * @throws LaurelError `invalid` for a name or host, `not-found`, `conflict` for a host of another tenant.
 */
export const changeHosts = async (
  { tenant, actor, store }: Context,
  { add, remove }: Readonly<{ add: readonly string[]; remove: readonly string[] }>,
): Promise<TenantHosts> => {
  requireTenantName(tenant);
  requireHosts([...add, ...remove]);
  return inOwner(store.db, tenant, async (tx) => {
    if ((await tenantName(tx, tenant)) === undefined) throw noTenant(tenant);
    refuseTakenHosts(await claimHosts(tx, tenant, add));
    await releaseHosts(tx, tenant, remove);
    await appendAudit(tx, tenant, actor, {
      action: 'change-hosts',
      subject: tenant,
      details: { add, remove },
    });
    return { tenant, hosts: await hostsOf(tx, tenant) };
  });
};
