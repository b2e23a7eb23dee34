import type { Recalibration } from '../../../schemas/proposal.ts';
import { admit, type Context, transact } from '../context.ts';
import { decide } from './decide.ts';
import type { Decided } from './publish-proposed.ts';
import { recalibrationView } from './recalibration-content.ts';

/**
 * Refuses changes of targets that another has proposed, or withdraws own ones: the targets stay.
 * @throws LaurelError as `openProposal` does.
 */
export const endRecalibration = (
  context: Context,
  { id, reason, verdict }: Decided & Readonly<{ verdict: 'refused' | 'withdrawn' }>,
): Promise<Recalibration> => {
  admit(context, verdict === 'withdrawn' ? 'propose-recalibration' : 'decide-recalibration');
  return transact(context, async (tx) => {
    const row = await decide(tx, context, { kind: 'recalibration', id }, { verdict, words: reason });
    return recalibrationView(row);
  });
};
