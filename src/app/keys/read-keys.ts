import type { ApiKey } from '../../../schemas/api-key.ts';
import { apiKeysBefore } from '../../storage/api-keys.ts';
import { admit, type Context, transact } from '../context.ts';
import { type Page, type PageWanted, pageOf, placeOfCursor } from '../page.ts';
import { keyView } from './key-view.ts';

/** Keys, the latest first, also those that are over: the audit names them. */
export const readKeys = async (context: Context, { limit, cursor }: PageWanted): Promise<Page<ApiKey>> => {
  admit(context, 'read-keys');
  const before = placeOfCursor(cursor);
  const rows = await transact(context, (tx) => apiKeysBefore(tx, context.tenant, before, limit + 1));
  return pageOf(rows, limit, (row) => [row.createdAt, row.id], keyView);
};
