import type { Recalibration } from '../../../schemas/proposal.ts';
import type { Queryable } from '../../storage/database.ts';
import { admit, type Context, transactAlone } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { applyAwaited } from '../master-data/apply-awaited.ts';
import { changeMasterData } from '../master-data/change-master-data.ts';
import { givenAmounts } from '../master-data/given-amounts.ts';
import type { MasterDataChange } from '../master-data/master-data-change.ts';
import { decide } from './decide.ts';
import type { Decided } from './publish-proposed.ts';
import { keyOfChange, type RecalibrationContent, recalibrationView } from './recalibration-content.ts';

/**
 * What a recalibration changes, where everything is still as it was when it was proposed.
 * @throws LaurelError `conflict` otherwise.
 */
export const requireStanding = async (
  tx: Queryable,
  context: Context,
  content: unknown,
): Promise<MasterDataChange> => {
  const { changes } = content as RecalibrationContent;
  const standing = await givenAmounts(tx, context, changes.map(keyOfChange));
  for (const change of changes) {
    const now = standing(keyOfChange(change)) ?? null;
    if (now !== change.from)
      throw new LaurelError(
        'conflict',
        `A target for ${change.metric} in ${change.period} is ${now ?? 'none'} and not ${change.from ?? 'none'} any more; propose it anew.`,
      );
  }
  return {
    targets: changes.flatMap((change) =>
      change.to === null ? [] : { ...keyOfChange(change), amount: change.to },
    ),
    targetsRemoved: changes.filter(({ to }) => to === null).map(keyOfChange),
  };
};

/** The job of an approval: the same however long it takes. */
export const runRecalibration = (context: Context, { id, reason }: Decided): Promise<Recalibration> => {
  admit(context, 'decide-recalibration');
  return transactAlone(context, async (tx) => {
    await applyAwaited(tx, context);
    const decision = { verdict: 'approved', words: reason } as const;
    const row = await decide(tx, context, { kind: 'recalibration', id }, decision, async ({ content }) =>
      changeMasterData(tx, context, await requireStanding(tx, context, content)),
    );
    return recalibrationView(row);
  });
};
