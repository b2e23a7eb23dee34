import type { PlanPublication } from '../../../schemas/plan-view.ts';
import { publicationsBefore } from '../../storage/plans.ts';
import { admit, type Context, transactReading } from '../context.ts';
import { keyOfCursor, type Page, type PageWanted, pageOf, unknownCursor } from '../page.ts';

/** Publications of plans, the latest first; it is the one in force. */
export const readPublications = async (
  context: Context,
  { limit, cursor }: PageWanted,
): Promise<Page<PlanPublication>> => {
  admit(context, 'read-plan');
  const [text] = keyOfCursor(cursor, 1) ?? [];
  if (text !== undefined && !/^\d{1,9}$/.test(text)) throw unknownCursor();
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
