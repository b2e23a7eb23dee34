import { sql } from 'drizzle-orm';
import { type Queryable, rowsOf } from './database.ts';

/** An answer that was given to a write; `location` is where what it made or started can be followed. */
export type Answer = Readonly<{
  status: number;
  contentType: string;
  location: string | null;
  body: string;
}>;

/** What a key stands for: a request that is under way, or one that was answered. */
export type KeyRow = Readonly<{ requestHash: string; answer: Answer | undefined }>;

/** A request that was broken off blocks its key no longer than this. */
const ABANDONED = sql`interval '2 minutes'`;
const KEPT = sql`interval '24 hours'`;

/** Takes a key for a request; false when it stands for one already, unless that one was given up. */
export const claimKey = async (
  tx: Queryable,
  tenant: string,
  key: string,
  requestHash: string,
  claim: string,
): Promise<boolean> => {
  const rows = await rowsOf(
    tx,
    sql`
    insert into idempotency_key (tenant_id, key, request_hash, claim)
    values (${tenant}, ${key}, ${requestHash}, ${claim})
    on conflict (tenant_id, key) do update set request_hash = excluded.request_hash, claim = excluded.claim, claimed_at = now(),
      status = null, content_type = null, location = null, body = null
      where idempotency_key.claimed_at < now() - ${KEPT}
        or (idempotency_key.status is null and idempotency_key.request_hash = excluded.request_hash
          and idempotency_key.claimed_at < now() - ${ABANDONED})
    returning key`,
  );
  return rows.length > 0;
};

export const readKey = async (tx: Queryable, tenant: string, key: string): Promise<KeyRow | undefined> => {
  const [row] = await rowsOf<{
    requestHash: string;
    status: number | null;
    contentType: string | null;
    location: string | null;
    body: string | null;
  }>(
    tx,
    sql`
    select request_hash as "requestHash", status, content_type as "contentType", location, body from idempotency_key
    where tenant_id = ${tenant} and key = ${key}`,
  );
  if (!row) return undefined;
  const { requestHash, status, contentType, location, body } = row;
  return {
    requestHash,
    answer:
      status === null ? undefined : { status, contentType: contentType ?? '', location, body: body ?? '' },
  };
};

export const saveAnswer = async (
  tx: Queryable,
  tenant: string,
  key: string,
  claim: string,
  answer: Answer,
): Promise<void> => {
  await tx.execute(sql`
    update idempotency_key set status = ${answer.status}, content_type = ${answer.contentType},
      location = ${answer.location}, body = ${answer.body}
    where tenant_id = ${tenant} and key = ${key} and claim = ${claim}`);
};

export const releaseKey = async (
  tx: Queryable,
  tenant: string,
  key: string,
  claim: string,
): Promise<void> => {
  await tx.execute(
    sql`delete from idempotency_key where tenant_id = ${tenant} and key = ${key} and claim = ${claim}`,
  );
};

/** Forgets keys whose time is over. */
export const forgetKeys = async (tx: Queryable, tenant: string): Promise<void> => {
  await tx.execute(
    sql`delete from idempotency_key where tenant_id = ${tenant} and claimed_at < now() - ${KEPT}`,
  );
};
