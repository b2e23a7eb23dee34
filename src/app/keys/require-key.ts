import { type ApiKeyRow, apiKeyById } from '../../storage/api-keys.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../errors.ts';

/**
 * The key with an id, which nobody else changes until the transaction ends.
 * @throws LaurelError `not-found`
 */
export const requireKey = async (tx: Queryable, { tenant }: Context, id: string): Promise<ApiKeyRow> => {
  const row = await apiKeyById(tx, tenant, id, { locked: true });
  if (!row) throw new LaurelError('not-found', `There is no key ${id}.`);
  return row;
};
