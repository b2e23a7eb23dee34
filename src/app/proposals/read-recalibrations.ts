import type { Recalibration } from '../../../schemas/proposal.ts';
import { type ProposalFilter, proposalOf, proposalsBefore } from '../../storage/proposals.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { type Page, pageOf, placeOfCursor } from '../page.ts';
import { type Reading, reading } from '../reading.ts';
import type { ProposalsWanted } from './read-plan-proposals.ts';
import { recalibrationView } from './recalibration-content.ts';
import { subjectsInReach } from './subjects-in-reach.ts';

type At = Readonly<{ at: number }>;

/** Changes of targets that were proposed, the latest first; a manager sees the own ones and those of the own teams. */
export const readRecalibrations = (
  context: Context,
  { state, limit, cursor, at }: ProposalsWanted & At,
): Promise<Page<Recalibration>> =>
  reading(context, 'read-recalibrations', at, async (now) => {
    const before = placeOfCursor(cursor);
    const filter = { kind: 'recalibration', state, within: withinReach(context, now) } as const;
    return pageOf(
      await proposalsBefore(now.tx, now.tenant, filter, before, limit + 1),
      limit,
      ({ madeAt, id }) => [madeAt, id],
      recalibrationView,
    );
  });

/** @throws LaurelError `not-found`, in the same words for none and for one that the actor does not see. */
export const readRecalibration = (
  context: Context,
  { id, at }: Readonly<{ id: string }> & At,
): Promise<Recalibration> =>
  reading(context, 'read-recalibrations', at, async (now) => {
    const within = withinReach(context, now);
    const row = await proposalOf(now.tx, now.tenant, { kind: 'recalibration', id }, { within });
    if (!row) throw new LaurelError('not-found', 'There is no such proposal.');
    return recalibrationView(row);
  });

const withinReach = (context: Context, { population, today }: Reading): ProposalFilter['within'] => {
  const { isEverybody, reps, teams } = subjectsInReach(context, population, today);
  return isEverybody ? undefined : { maker: context.actor, reps, teams };
};
