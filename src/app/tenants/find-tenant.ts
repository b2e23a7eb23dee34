import type { Queryable } from '../../storage/database.ts';
import { isTenant, tenantAtHost } from '../../storage/hosts.ts';
import type { Store } from '../context.ts';
import { createRecentlyUsed, type RecentlyUsed } from '../recently-used.ts';

/** How long an answer is kept: for so long a new host may not be known, and a removed one still is. */
export const KEPT_MS = 10_000;
/** Anybody can ask for any host, so no more are kept. */
const MOST_KEPT = 1_000;

type Kept = Readonly<{ tenant: string | undefined; until: number }>;

const kept = new WeakMap<Queryable, RecentlyUsed<Kept>>();

/** What a request says of the tenant it is for: by a header, else by the host it was sent to, without its port. */
export type Addressed = Readonly<{ named: string | undefined; host: string }>;

/**
 * The tenant that a request is for, of several that one deployment serves; undefined for none. Naming a tenant opens
 * nothing: who asks has to be somebody there.
 */
export const findTenant = async (
  { db }: Pick<Store, 'db'>,
  { named, host }: Addressed,
  at: number,
): Promise<string | undefined> => {
  const key = named === undefined ? `host ${host}` : `name ${named}`;
  const known = kept.get(db) ?? createRecentlyUsed<Kept>(MOST_KEPT);
  kept.set(db, known);
  const before = known.get(key);
  if (before && before.until > at) return before.tenant;
  const tenant =
    named === undefined ? await tenantAtHost(db, host) : (await isTenant(db, named)) ? named : undefined;
  known.set(key, { tenant, until: at + KEPT_MS });
  return tenant;
};
