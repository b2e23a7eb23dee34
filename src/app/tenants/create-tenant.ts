import { keyFingerprint } from '../../domain/identities.ts';
import { claimHosts } from '../../storage/hosts.ts';
import { saveIdentityFingerprint } from '../../storage/identity-key.ts';
import { ensureTenant, nameTenant } from '../../storage/plans.ts';
import { appendAudit } from '../../storage/records.ts';
import { inOwner } from '../../storage/tenant-transaction.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { inviteFirstWithin } from '../people/first-administrator.ts';
import { refuseTakenHosts, requireHosts, requireTenantName } from './tenant-names.ts';

/** What a tenant is to be: `display` is how it is called where people read it. */
export type NewTenant = Readonly<{ hosts: readonly [string, ...string[]]; display?: string; at: number }>;

/** A tenant that was made, and the address by which its first administrator comes in, for a week. */
export type CreatedTenant = Readonly<{
  tenant: string;
  hosts: readonly string[];
  link: string;
  expiresAt: string;
}>;

/**
 * Makes the tenant of the context with its hosts and its first administrator. Until that one has come in it can be done
 * again, and gives the same link.
 * @throws LaurelError `invalid` for a name or host, `conflict` for a tenant that has people or a host of another.
 */
export const createTenant = async (
  context: Context,
  { hosts, display, at }: NewTenant,
): Promise<CreatedTenant> => {
  const { tenant, actor, store } = context;
  requireTenantName(tenant);
  requireHosts(hosts);
  return inOwner(store.db, tenant, async (tx) => {
    await ensureTenant(tx, tenant);
    const invitation = await inviteFirstWithin(tx, context, at);
    if (!invitation) throw new LaurelError('conflict', `There is a tenant “${tenant}” already, with people.`);
    if (display !== undefined) await nameTenant(tx, tenant, display);
    const own = keyFingerprint(store.identityKey);
    if ((await saveIdentityFingerprint(tx, tenant, own)) !== own)
      throw new LaurelError('state', `The ids of “${tenant}” were made with another key.`);
    refuseTakenHosts(await claimHosts(tx, tenant, hosts));
    await appendAudit(tx, tenant, actor, { action: 'create-tenant', subject: tenant, details: { hosts } });
    return {
      tenant,
      hosts,
      link: `https://${hosts[0]}${invitation.path}`,
      expiresAt: invitation.expiresAt,
    };
  });
};
