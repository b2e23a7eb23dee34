import { tenantsWithHosts } from '../../storage/hosts.ts';
import type { Store } from '../context.ts';

/** The tenants that a deployment serves: the one it is for, or all that answer at a host. */
export const servedTenants = async (
  { db }: Pick<Store, 'db'>,
  only: string | undefined,
): Promise<readonly string[]> => (only === undefined ? tenantsWithHosts(db) : [only]);
