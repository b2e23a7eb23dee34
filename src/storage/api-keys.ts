import { sql } from 'drizzle-orm';
import { isoText } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

/** A key as stored, without its secret; moments are ISO 8601 in UTC. */
export type ApiKeyRow = Readonly<{
  id: string;
  name: string;
  /** Null for whatever an integrator may do. */
  operations: readonly string[] | null;
  createdAt: string;
  createdBy: string;
  expiresAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
  replaces: string | null;
  replacedBy: string | null;
  /** Neither revoked nor expired. */
  valid: boolean;
}>;

const IS_VALID = sql`(revoked_at is null and expires_at > now())`;
const IS_UNSEEN = sql`(last_used_at is null or last_used_at < now() - interval '1 minute')`;

const COLUMNS = sql`key_id as id, name, operations, ${isoText('created_at')} as "createdAt", created_by as "createdBy",
  ${isoText('expires_at')} as "expiresAt", ${isoText('last_used_at')} as "lastUsedAt",
  ${isoText('revoked_at')} as "revokedAt", replaces, replaced_by as "replacedBy", ${IS_VALID} as valid`;

/** A key to store; it lives for `days` of 24 hours. */
export type NewApiKey = Readonly<{
  id: string;
  name: string;
  secretHash: string;
  operations: readonly string[] | null;
  createdBy: string;
  days: number;
  replaces: string | null;
}>;

/** Fails where a key that can still be used, or was not rotated or revoked when it expired, has the name. */
export const appendApiKey = async (tx: Queryable, tenant: string, key: NewApiKey): Promise<void> => {
  await tx.execute(sql`
    insert into api_key (tenant_id, key_id, name, secret_hash, operations, created_at, created_by, expires_at, replaces)
    values (${tenant}, ${key.id}, ${key.name}, ${key.secretHash},
      ${key.operations === null ? null : JSON.stringify(key.operations)}::jsonb, now(), ${key.createdBy},
      now() + make_interval(hours => ${key.days * 24}::int), ${key.replaces})`);
};

/** A key by its id; `locked` makes others wait who would change it. */
export const apiKeyById = async (
  tx: Queryable,
  tenant: string,
  id: string,
  { locked = false }: Readonly<{ locked?: boolean }> = {},
): Promise<ApiKeyRow | undefined> => {
  const [row] = await rowsOf<ApiKeyRow>(
    tx,
    sql`select ${COLUMNS} from api_key where tenant_id = ${tenant} and key_id = ${id} ${locked ? sql`for update` : sql``}`,
  );
  return row;
};

/** Keys, the latest first, from before one that was shown. */
export const apiKeysBefore = (
  tx: Queryable,
  tenant: string,
  before: Readonly<{ at: string; id: string }> | undefined,
  limit: number,
): Promise<ApiKeyRow[]> =>
  rowsOf<ApiKeyRow>(
    tx,
    sql`select ${COLUMNS} from api_key where tenant_id = ${tenant}
      ${before ? sql`and (created_at, key_id) < (${before.at}::timestamptz, ${before.id})` : sql``}
      order by created_at desc, key_id desc limit ${limit}`,
  );

/** What a key that was presented is held against. `unseen` says that its use was not noted within the last minute. */
export type PresentedKey = Readonly<{
  name: string;
  secretHash: string;
  operations: readonly string[] | null;
  valid: boolean;
  unseen: boolean;
}>;

export const presentedApiKey = async (
  tx: Queryable,
  tenant: string,
  id: string,
): Promise<PresentedKey | undefined> => {
  const [row] = await rowsOf<PresentedKey>(
    tx,
    sql`
    select name, secret_hash as "secretHash", operations, ${IS_VALID} as valid, ${IS_UNSEEN} as unseen
    from api_key where tenant_id = ${tenant} and key_id = ${id}`,
  );
  return row;
};

/** Notes that a key was used, unless another request has. Losing this with the server would not matter. */
export const noteApiKeyUse = async (tx: Queryable, tenant: string, id: string): Promise<void> => {
  await tx.execute(sql.raw('set local synchronous_commit to off'));
  await tx.execute(
    sql`update api_key set last_used_at = now() where tenant_id = ${tenant} and key_id = ${id} and ${IS_UNSEEN}`,
  );
};

/** Makes way for the key that takes the place of another, which stays good for `graceHours` at most. */
export const replaceApiKey = async (
  tx: Queryable,
  tenant: string,
  id: string,
  { by, graceHours }: Readonly<{ by: string; graceHours: number }>,
): Promise<void> => {
  await tx.execute(sql`
    update api_key set replaced_by = ${by},
      expires_at = least(expires_at, now() + make_interval(hours => ${graceHours}::int))
    where tenant_id = ${tenant} and key_id = ${id}`);
};

/** Revokes a key and, with the latest of a name, those that it has replaced; gives the ids of those that were not yet. */
export const revokeApiKeys = async (
  tx: Queryable,
  tenant: string,
  { id, name, replacedBy }: Pick<ApiKeyRow, 'id' | 'name' | 'replacedBy'>,
): Promise<string[]> => {
  const which = replacedBy === null ? sql`name = ${name}` : sql`key_id = ${id}`;
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`
    update api_key set revoked_at = now() where tenant_id = ${tenant} and ${which} and revoked_at is null
    returning key_id as id`,
  );
  return rows.map(({ id }) => id).sort();
};

/** Who made the keys that ever had a name. */
export const apiKeyMakers = async (tx: Queryable, tenant: string, name: string): Promise<string[]> => {
  const rows = await rowsOf<{ maker: string }>(
    tx,
    sql`select distinct created_by as maker from api_key where tenant_id = ${tenant} and name = ${name}`,
  );
  return rows.map(({ maker }) => maker);
};
