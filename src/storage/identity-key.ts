import { sql } from 'drizzle-orm';
import { type Queryable, rowsOf } from './database.ts';

/** The fingerprint of the key that made the ids of a tenant; undefined before the first. */
export const identityFingerprint = async (tx: Queryable, tenant: string): Promise<string | undefined> => {
  const [row] = await rowsOf<{ fingerprint: string }>(
    tx,
    sql`select fingerprint from identity_key where tenant_id = ${tenant}`,
  );
  return row?.fingerprint;
};

/** Records the fingerprint of a tenant's key, once and for all, and gives the one that stands. */
export const saveIdentityFingerprint = async (
  tx: Queryable,
  tenant: string,
  fingerprint: string,
): Promise<string | undefined> => {
  await tx.execute(
    sql`insert into identity_key (tenant_id, fingerprint) values (${tenant}, ${fingerprint}) on conflict do nothing`,
  );
  return identityFingerprint(tx, tenant);
};
