import type { PlanPublication } from '../../../schemas/plan-view.ts';
import { publicationsBefore } from '../../storage/plans.ts';
import { admit, type Context, transactReading } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { keyOfCursor, type Page, type PageWanted, pageOf } from '../page.ts';

/** Publications of plans, the latest first; it is the one in force. */
export const readPublications = async (
  context: Context,
  { limit, cursor }: PageWanted,
): Promise<Page<PlanPublication>> => {
  admit(context, 'read-plan');
  const [text] = keyOfCursor(cursor, 1) ?? [];
  if (text !== undefined && !/^\d{1,9}$/.test(text))
    throw new LaurelError('invalid', 'This cursor belongs to no page of this list.');
  const before = text === undefined ? undefined : Number(text);
  const rows = await transactReading(context, (tx) =>
    publicationsBefore(tx, context.tenant, before, limit + 1),
  );
  return pageOf(
    rows,
    limit,
    ({ publication }) => [String(publication)],
    (row) => ({ ...row }),
  );
};
