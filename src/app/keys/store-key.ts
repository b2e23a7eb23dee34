import type { CreatedKey } from '../../../schemas/api-key.ts';
import { apiKeyById, appendApiKey, type NewApiKey } from '../../storage/api-keys.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Context } from '../context.ts';
import { keyText, newKeyToken, secretHash } from './key-token.ts';
import { keyView } from './key-view.ts';

/** Makes a key in the transaction at hand, and gives it with its secret, which is kept nowhere. */
export const storeKey = async (
  tx: Queryable,
  context: Context,
  wanted: Pick<NewApiKey, 'name' | 'operations' | 'days' | 'replaces'>,
  token = newKeyToken(),
): Promise<CreatedKey> => {
  const { tenant, actor } = context;
  await appendApiKey(tx, tenant, {
    ...wanted,
    id: token.id,
    secretHash: secretHash(context, token),
    createdBy: actor,
  });
  const row = await apiKeyById(tx, tenant, token.id);
  if (!row) throw new Error('A key that was just stored is not there.');
  return { ...keyView(row), key: keyText(token) };
};
