import { hostsOf } from '../../storage/hosts.ts';
import { inTenant } from '../../storage/tenant-transaction.ts';
import type { Context } from '../context.ts';

/** Where the people of one of several tenants reach the service: its first host by name; undefined where it has none. */
export const addressOfTenant = async ({
  tenant,
  store,
}: Pick<Context, 'tenant' | 'store'>): Promise<string | undefined> => {
  const [host] = await inTenant(store.db, '', (tx) => hostsOf(tx, tenant));
  return host === undefined ? undefined : `https://${host}`;
};
