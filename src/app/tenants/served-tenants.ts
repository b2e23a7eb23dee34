import { tenantsWithHosts } from '../../storage/hosts.ts';
import type { Store } from '../context.ts';

/** The tenants that a deployment serves: the one it is for, or all that answer at a host. */
export const servedTenants = async (
  { db }: Pick<Store, 'db'>,
  only: string | undefined,
): Promise<readonly string[]> => (only === undefined ? tenantsWithHosts(db) : [only]);

/**
 * Does something for each tenant that a deployment serves. What fails for one does not keep it from the others: it is told,
 * and gone on from.
 */
export const forServedTenants = async (
  store: Pick<Store, 'db'>,
  only: string | undefined,
  { work, failed }: Readonly<{ work(tenant: string): Promise<void>; failed(error: unknown): void }>,
): Promise<void> => {
  for (const tenant of await servedTenants(store, only)) await work(tenant).catch(failed);
};
