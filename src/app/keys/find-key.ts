import { noteApiKeyUse, presentedApiKey } from '../../storage/api-keys.ts';
import { inTenant } from '../../storage/tenant-transaction.ts';
import type { Actor, Context } from '../context.ts';
import type { Operation } from '../operations.ts';
import { isSameHash, parseKeyText, secretHash } from './key-token.ts';

/** Stands for the hash of a key that there is not, so that looking for it takes as long. */
const NO_HASH = '0'.repeat(64);

/**
 * Whom a key stands for; undefined for one that is unknown, false, expired or revoked, all of which take the same time.
 * That it was used is noted once a minute.
 */
export const findKey = async (
  { tenant, store }: Pick<Context, 'tenant' | 'store'>,
  text: string,
): Promise<Actor | undefined> => {
  const token = parseKeyText(text);
  if (!token) return undefined;
  const own = secretHash({ tenant, store }, token);
  return inTenant(store.db, tenant, async (tx) => {
    const found = await presentedApiKey(tx, tenant, token.id);
    const proven = isSameHash(own, found?.secretHash ?? NO_HASH);
    if (!found?.valid || !proven) return undefined;
    if (found.unseen) await noteApiKeyUse(tx, tenant, token.id);
    return {
      tenant,
      actor: `key:${found.name}`,
      roles: ['integrator'],
      ...(found.operations && { only: found.operations as readonly Operation[] }),
    };
  });
};
