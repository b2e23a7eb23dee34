import type { CreatedKey, NewKey } from '../../../schemas/api-key.ts';
import { nearestName } from '../../domain/rules/nearest-name.ts';
import { appendAudit } from '../../storage/records.ts';
import { isTaken } from '../../storage/retry.ts';
import { admit, type Context, transact } from '../context.ts';
import { LaurelError, type PlacedError } from '../errors.ts';
import type { Operation } from '../operations.ts';
import { SCOPES } from './scopes.ts';
import { storeKey } from './store-key.ts';

/**
 * Makes a key for a program, which is an integrator scoped to some operations or to all that an integrator may do. Its
 * secret is told this once.
 * @throws LaurelError `unknown-reference` for an operation that is none of an integrator's.
 * @throws LaurelError `conflict` where a key that was neither revoked nor replaced has the name.
 */
export const createKey = async (
  context: Context,
  { name, operations, expiresDays }: NewKey,
): Promise<CreatedKey> => {
  admit(context, 'manage-keys');
  const scopes = operations === undefined ? null : requireScopes(operations);
  try {
    return await transact(context, async (tx) => {
      const made = await storeKey(tx, context, {
        name,
        operations: scopes,
        days: expiresDays,
        replaces: null,
      });
      const details = { name, operations: scopes, expiresAt: made.expiresAt };
      const deed = { action: 'create-key', subject: made.id, details };
      await appendAudit(tx, context.tenant, context.actor, deed);
      return made;
    });
  } catch (error) {
    if (!isTaken(error, 'api_key')) throw error;
    const detail = `There is a key called “${name}”. Rotate it for a new secret, or revoke it first.`;
    throw new LaurelError('conflict', detail, [{ pointer: '/name', detail }]);
  }
};

const requireScopes = (operations: readonly string[]): Operation[] => {
  const faults = operations.flatMap((operation, index): PlacedError[] => {
    if ((SCOPES as readonly string[]).includes(operation)) return [];
    const suggestion = nearestName(operation, SCOPES);
    return [
      {
        pointer: `/operations/${index}`,
        detail: `Nothing that an integrator may do: those are ${SCOPES.join(', ')}.`,
        ...(suggestion !== undefined && { suggestion }),
      },
    ];
  });
  if (faults.length > 0)
    throw new LaurelError(
      'unknown-reference',
      'A key can be scoped to what an integrator may do only.',
      faults,
    );
  return SCOPES.filter((scope) => operations.includes(scope));
};
