import { sql } from 'drizzle-orm';
import { isoText } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';
import { forgetDevices } from './devices.ts';

/** A link by which somebody comes in, by the hash of its secret. */
export type InvitationRecord = Readonly<{ id: string; person: string; secretHash: string; days: number }>;

/** Makes a link in place of those the person had; gives until when it can be used. */
export const putInvitation = async (
  tx: Queryable,
  tenant: string,
  { id, person, secretHash, days }: InvitationRecord,
  actor: string,
): Promise<string> => {
  await tx.execute(
    sql`delete from sign_in.invitation where tenant_id = ${tenant} and person_id = ${person} and used_at is null`,
  );
  const [row] = await rowsOf<{ until: string }>(
    tx,
    sql`insert into sign_in.invitation (tenant_id, invitation_id, person_id, secret_hash, expires_at, created_by)
      values (${tenant}, ${id}, ${person}, ${secretHash}, now() + make_interval(days => ${days}), ${actor})
      on conflict (tenant_id, invitation_id) do update set expires_at = excluded.expires_at
      returning ${isoText('expires_at')} as until`,
  );
  return row?.until ?? '';
};

/** Whose link it is, while it can be used. */
export const openInvitation = async (
  tx: Queryable,
  tenant: string,
  id: string,
): Promise<Readonly<{ person: string; secretHash: string }> | undefined> => {
  const [row] = await rowsOf<{ person: string; secretHash: string }>(
    tx,
    sql`select person_id as person, secret_hash as "secretHash" from sign_in.invitation
      where tenant_id = ${tenant} and invitation_id = ${id} and used_at is null and expires_at > now() for update`,
  );
  return row;
};

export const useInvitation = async (tx: Queryable, tenant: string, id: string): Promise<void> => {
  await tx.execute(
    sql`update sign_in.invitation set used_at = now() where tenant_id = ${tenant} and invitation_id = ${id}`,
  );
};

/** Forgets whatever a person came in with: password, phones with a PIN, linked accounts, and resets under way. */
export const forgetCredentials = async (tx: Queryable, tenant: string, person: string): Promise<void> => {
  await tx.execute(sql`delete from sign_in.account where tenant_id = ${tenant} and person_id = ${person}`);
  await forgetDevices(tx, tenant, person);
  await forgetResets(tx, tenant, person);
};

/** What was sent to an address of a person opens nothing any more. */
export const forgetResets = async (tx: Queryable, tenant: string, person: string): Promise<void> => {
  await tx.execute(sql`delete from sign_in.verification where tenant_id = ${tenant} and value = ${person}`);
};

/** Gives a person a password. */
export const putPassword = async (
  tx: Queryable,
  tenant: string,
  { id, person, hash }: Readonly<{ id: string; person: string; hash: string }>,
): Promise<void> => {
  await tx.execute(sql`insert into sign_in.account (tenant_id, account_id, person_id, provider, provider_account, password)
    values (${tenant}, ${id}, ${person}, 'credential', ${person}, ${hash})`);
};
