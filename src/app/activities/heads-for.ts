import type { Outcome } from '../../domain/awards/outcome.ts';
import { headsById, type RecordedHead } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import { type Context, identitiesOf } from '../context.ts';

/** The heads judged, and those of the outcomes that were reversed before and go on with their next revision. */
export const headsFor = async (
  tx: Queryable,
  context: Context,
  outcomes: readonly Outcome[],
  judged: readonly RecordedHead[],
): Promise<RecordedHead[]> => {
  const identities = identitiesOf(context);
  const known = new Set(judged.map((head) => head.award));
  const wanted = outcomes.map((outcome) => identities.award(outcome)).filter((award) => !known.has(award));
  return [...judged, ...(await headsById(tx, context.tenant, wanted))];
};
