import { randomUUID } from 'node:crypto';
import { CORRECTION_TYPES } from '../../../schemas/activity.ts';
import type { DeliveryResult } from '../../../schemas/delivery.ts';
import { originalsById } from '../../storage/activities.ts';
import { admit, type Context, transact } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { knownPopulation } from '../known-population.ts';
import { requirePlan } from '../plan/current-plan.ts';
import { codeOf } from '../results/codes.ts';
import { deliverActivities } from './deliver-activities.ts';

/** What is corrected, and how; `id` is the correction's own, by which sending it again is noticed. */
export type CorrectionWanted = Readonly<{
  activity: string;
  kind: 'void' | 'amend';
  /** Epoch milliseconds. */
  at: number;
  id?: string | undefined;
  reason?: string | undefined;
  subject?: string | undefined;
  data?: Readonly<Record<string, unknown>> | undefined;
}>;

/** Where corrections come from that people make in Laurel itself. */
const SOURCE = 'laurel';

/**
 * Voids or amends an activity by its internal id: a further activity that names it. What rested on it is judged anew.
 * @throws LaurelError `not-found` for an id of nothing, `invalid` with the places of what does not fit the activity.
 */
export const correctActivity = async (
  context: Context,
  wanted: CorrectionWanted,
): Promise<DeliveryResult> => {
  admit(context, 'ingest-activities');
  const envelope = await transact(context, async (tx) => {
    const plan = await requirePlan(tx, context.tenant);
    const [original] = await originalsById(tx, context.tenant, [wanted.activity]);
    if (!original) throw new LaurelError('not-found', `There is no activity ${wanted.activity}.`);
    const population = await knownPopulation(tx, context, plan);
    return {
      specversion: '1.0',
      id: wanted.id ?? randomUUID(),
      source: SOURCE,
      type: CORRECTION_TYPES[wanted.kind],
      time: new Date(wanted.at).toISOString(),
      subject: codeOf(original.repId, population),
      data: {
        original: { source: original.source, id: original.externalId },
        ...(wanted.reason !== undefined && { reason: wanted.reason }),
        ...(wanted.subject !== undefined && { subject: wanted.subject }),
        ...(wanted.data !== undefined && { data: wanted.data }),
      },
    };
  });
  const { results } = await deliverActivities(context, { items: [{ json: envelope }] });
  const [result] = results;
  if (!result) throw new Error('A correction was taken without a result.');
  if (result.faults === undefined) return result;
  throw new LaurelError(
    result.status === 'conflict' ? 'conflict' : 'invalid',
    result.faults.map(({ message }) => message).join(' '),
    result.faults.map(({ pointer, message }) => ({
      pointer: pointer.replace(/^\/data\/(?=subject|data|reason)/, '/'),
      detail: message,
    })),
  );
};
