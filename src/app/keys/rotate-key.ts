import type { CreatedKey, KeyRotation } from '../../../schemas/api-key.ts';
import { replaceApiKey } from '../../storage/api-keys.ts';
import { appendAudit } from '../../storage/records.ts';
import { admit, type Context, transact } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { newKeyToken } from './key-token.ts';
import { requireKey } from './require-key.ts';
import { storeKey } from './store-key.ts';

/**
 * Puts a key of the same name and scope in the place of one, which stays good for the grace that is given, but no longer
 * than it was. The secret of the new one is told this once.
 * @throws LaurelError `not-found`, or `state` for a key that is over or was replaced.
 */
export const rotateKey = async (
  context: Context,
  { id, graceHours, expiresDays }: KeyRotation & Readonly<{ id: string }>,
): Promise<CreatedKey> => {
  admit(context, 'manage-keys');
  return transact(context, async (tx) => {
    const { tenant, actor } = context;
    const { name, operations, replacedBy, valid } = await requireKey(tx, context, id);
    if (replacedBy !== null)
      throw new LaurelError('state', `The key ${id} was replaced by ${replacedBy}; rotate that one.`);
    if (!valid) throw new LaurelError('state', `The key ${id} is over; make a new one.`);
    const token = newKeyToken();
    await replaceApiKey(tx, tenant, id, { by: token.id, graceHours });
    const made = await storeKey(tx, context, { name, operations, days: expiresDays, replaces: id }, token);
    const details = { name, replacedBy: made.id, graceHours, expiresAt: made.expiresAt };
    await appendAudit(tx, tenant, actor, { action: 'rotate-key', subject: id, details });
    return made;
  });
};
