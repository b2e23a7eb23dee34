import { countTry, deviceById, forgiveTries } from '../../storage/devices.ts';
import { inSignIn } from '../../storage/tenant-transaction.ts';
import type { Door } from './accept-invitation.ts';
import { isSecret, pepperOf } from './password.ts';
import { isSecretOf, partsOf } from './secret-link.ts';

/** So many wrong PINs in a row, and the phone needs a new link. */
export const MOST_TRIES = 5;

export type PinChecked =
  | Readonly<{ kind: 'right'; person: string }>
  | Readonly<{ kind: 'wrong'; left: number }>
  | Readonly<{ kind: 'locked' }>
  /** No phone of anybody. */
  | Readonly<{ kind: 'unknown' }>;

/** Whether a PIN is that of the phone it is entered on. A try is counted before it is looked at. */
export const checkPin = async (
  { tenant, store }: Door,
  { device, pin }: Readonly<{ device: string; pin: string }>,
): Promise<PinChecked> => {
  const parts = partsOf(device);
  if (!parts) return { kind: 'unknown' };
  const { id, secret } = parts;
  const row = await inSignIn(store.db, tenant, (tx) => deviceById(tx, tenant, id));
  if (!row || !isSecretOf(store.identityKey, row.secretHash, secret)) return { kind: 'unknown' };
  const tries = await inSignIn(store.db, tenant, (tx) => countTry(tx, tenant, id, MOST_TRIES));
  if (tries === undefined) return { kind: 'locked' };
  if (!(await isSecret(pepperOf(store.identityKey), row.pinHash, pin)))
    return tries === MOST_TRIES ? { kind: 'locked' } : { kind: 'wrong', left: MOST_TRIES - tries };
  await inSignIn(store.db, tenant, (tx) => forgiveTries(tx, tenant, id));
  return { kind: 'right', person: row.person };
};
