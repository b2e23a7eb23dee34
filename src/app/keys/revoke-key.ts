import type { ApiKey } from '../../../schemas/api-key.ts';
import { revokeApiKeys } from '../../storage/api-keys.ts';
import { appendAudit } from '../../storage/records.ts';
import { admit, type Context, transact } from '../context.ts';
import { keyView } from './key-view.ts';
import { requireKey } from './require-key.ts';

/**
 * Ends a key at once, and with the latest of a name those that it has replaced and whose grace lasts. A key that is revoked
 * stays so, whoever revokes it again.
 * @throws LaurelError `not-found`
 */
export const revokeKey = async (context: Context, { id }: Readonly<{ id: string }>): Promise<ApiKey> => {
  admit(context, 'manage-keys');
  return transact(context, async (tx) => {
    const { tenant, actor } = context;
    const key = await requireKey(tx, context, id);
    const revoked = await revokeApiKeys(tx, tenant, key);
    if (revoked.length > 0) {
      const details = { name: key.name, revoked };
      await appendAudit(tx, tenant, actor, { action: 'revoke-key', subject: id, details });
    }
    return keyView(await requireKey(tx, context, id));
  });
};
