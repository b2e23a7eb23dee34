import { sql } from 'drizzle-orm';
import { type Queryable, rowsOf } from './database.ts';

/** A phone on which somebody signs in with a PIN. */
export type DeviceRow = Readonly<{
  person: string;
  secretHash: string;
  pinHash: string;
  failures: number;
}>;

/** Makes a phone the one on which somebody signs in. */
export const putDevice = async (
  tx: Queryable,
  tenant: string,
  device: Readonly<{ id: string; person: string; secretHash: string; pinHash: string }>,
): Promise<void> => {
  await tx.execute(sql`insert into sign_in.device (tenant_id, device_id, person_id, secret_hash, pin_hash)
    values (${tenant}, ${device.id}, ${device.person}, ${device.secretHash}, ${device.pinHash})`);
};

/** A person's PIN opens nothing any more, on whatever phone. */
export const forgetDevices = async (tx: Queryable, tenant: string, person: string): Promise<void> => {
  await tx.execute(sql`delete from sign_in.device where tenant_id = ${tenant} and person_id = ${person}`);
};

/** A phone, and whose it is, while that person may come in. */
export const deviceById = async (
  tx: Queryable,
  tenant: string,
  id: string,
): Promise<DeviceRow | undefined> => {
  const [row] = await rowsOf<DeviceRow>(
    tx,
    sql`select person_id as person, secret_hash as "secretHash", pin_hash as "pinHash", failures
      from sign_in.device join sign_in.person using (tenant_id, person_id)
      where tenant_id = ${tenant} and device_id = ${id} and not blocked`,
  );
  return row;
};

/**
 * Counts a try before the PIN is looked at, so that of many at once none is free; undefined when there were too many.
 */
export const countTry = async (
  tx: Queryable,
  tenant: string,
  id: string,
  most: number,
): Promise<number | undefined> => {
  const [row] = await rowsOf<{ failures: number }>(
    tx,
    sql`update sign_in.device set failures = failures + 1
      where tenant_id = ${tenant} and device_id = ${id} and failures < ${most} returning failures`,
  );
  return row?.failures;
};

/** The PIN was right: what was tried before is forgotten. */
export const forgiveTries = async (tx: Queryable, tenant: string, id: string): Promise<void> => {
  await tx.execute(
    sql`update sign_in.device set failures = 0, last_used_at = now() where tenant_id = ${tenant} and device_id = ${id}`,
  );
};
