import type { Queryable } from '../../storage/database.ts';
import { hostsOf, releaseHosts } from '../../storage/hosts.ts';
import { takeTurn } from '../../storage/locks.ts';
import { deleteTenantRows, fullName, hasTenantRow, tenantTables } from '../../storage/tenant-tables.ts';
import { inOwner } from '../../storage/tenant-transaction.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { noTenant, requireTenantName } from './tenant-names.ts';

/** What remains of a tenant: who deleted it, and when and where it answered; at the end how many rows there were, by table. */
export type TenantDeletion = Readonly<{
  tenant: string;
  actor: string;
  at: string;
  hosts: readonly string[];
  /** Of a deletion that has only begun there is none. */
  rows?: Readonly<Record<string, number>>;
}>;

/** How a deletion is done: `confirm` is the name once more. */
export type HowToDelete = Readonly<{
  confirm: string;
  /** Now, in epoch ms. */
  at: number;
  /** Keeps outside of the database that a deletion begins, and then that it was done. */
  note(deletion: TenantDeletion): Promise<void>;
  /** Resolves once nobody who serves the database takes requests for the hosts it had. */
  untilUnknown(): Promise<void>;
}>;

/**
 * Deletes the tenant of the context: first its hosts, so that nobody reaches it any more, then every row of every table in
 * one transaction. Broken off anywhere, it is finished by doing it again.
 * @throws LaurelError `invalid` for a name, `state` where the name is not confirmed, `not-found`.
 */
export const deleteTenant = async (
  { tenant, actor, store: { db } }: Context,
  { confirm, at, note, untilUnknown }: HowToDelete,
): Promise<TenantDeletion> => {
  requireTenantName(tenant);
  if (confirm !== tenant)
    throw new LaurelError('state', `Nothing was deleted: “${confirm}” is not “${tenant}”.`);
  const hosts = await inOwner(db, tenant, (tx) => hostsOf(tx, tenant));
  if (hosts.length === 0 && !(await inOwner(db, tenant, (tx) => hasRows(tx, tenant)))) throw noTenant(tenant);
  const begun = { tenant, actor, at: new Date(at).toISOString(), hosts };
  await note(begun);
  await inOwner(db, tenant, (tx) => releaseHosts(tx, tenant, hosts));
  await untilUnknown();
  const rows = await inOwner(db, tenant, (tx) => deleteRows(tx, tenant));
  const done = { ...begun, rows };
  await note(done);
  return done;
};

const hasRows = async (tx: Queryable, tenant: string): Promise<boolean> => {
  for (const table of await tenantTables(tx)) if (await hasTenantRow(tx, tenant, table)) return true;
  return false;
};

const deleteRows = async (tx: Queryable, tenant: string): Promise<Record<string, number>> => {
  await takeTurn(tx, tenant);
  const rows: Record<string, number> = {};
  for (const table of await tenantTables(tx))
    rows[fullName(table)] = await deleteTenantRows(tx, tenant, table);
  return rows;
};
