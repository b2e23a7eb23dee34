import type { TargetKey } from '../../../schemas/target.ts';
import type { Queryable } from '../../storage/database.ts';
import { loadTargets } from '../../storage/plans.ts';
import { type Context, identitiesOf } from '../context.ts';

/** Tells the amount that was given for a target, as a canonical decimal; undefined where none was. */
export type AmountsGiven = (key: TargetKey) => string | undefined;

/** The amounts that stand for some subjects. */
export const givenAmounts = async (
  tx: Queryable,
  context: Context,
  keys: readonly TargetKey[],
): Promise<AmountsGiven> => {
  const identities = identitiesOf(context);
  const idOf = ({ subjectKind, subject }: TargetKey): string =>
    subjectKind === 'team' ? identities.team(subject) : identities.rep(subject);
  const placeOf = (id: string, { metric, period, tier }: Omit<TargetKey, 'subject' | 'subjectKind'>) =>
    JSON.stringify([id, metric, period, tier]);
  const rows = await loadTargets(tx, context.tenant, [...new Set(keys.map(idOf))]);
  const amounts = new Map(
    rows.map((row) => [
      placeOf(row.subjectId, row as Pick<TargetKey, 'metric' | 'period' | 'tier'>),
      row.amount,
    ]),
  );
  return (key) => amounts.get(placeOf(idOf(key), key));
};
