import { randomUUID } from 'node:crypto';
import { CORRECTION_TYPES } from '../../../schemas/activity.ts';
import type { DeliveryResult } from '../../../schemas/delivery.ts';
import { originalsById } from '../../storage/activities.ts';
import { activityDeliveries } from '../../storage/activity-deliveries.ts';
import type { Queryable } from '../../storage/database.ts';
import { admit, type Context, identitiesOf, transactReading } from '../context.ts';
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
 * Voids or amends an activity by its internal id: a further activity that names it. What rested on it is judged anew. Sent
 * again under its own id it is a duplicate; something else under that id is a conflict.
 * @throws LaurelError `not-found` for an id of nothing, `invalid` with the places of what does not fit the activity, `unknown-reference` where that is all unknown.
 */
export const correctActivity = async (
  context: Context,
  wanted: CorrectionWanted,
): Promise<DeliveryResult> => {
  admit(context, 'ingest-activities');
  const first = await deliverCorrection(context, wanted);
  // Another request under the same id may have been stored since this one was given its time.
  const { result } =
    first.isNew && isConflict(first.result) ? await deliverCorrection(context, wanted) : first;
  if (result.faults === undefined) return result;
  throw new LaurelError(
    result.status === 'conflict' ? 'conflict' : codeOfFaults(result.faults),
    result.faults.map(({ message }) => message).join(' '),
    result.faults.map(({ pointer, message }) => ({
      pointer: pointer.replace(/^\/data\/(?=subject|data|reason)/, '/'),
      detail: message,
    })),
  );
};

/** What only the plan or the master data do not know is told from what nobody could read, as master data do. */
const codeOfFaults = (faults: readonly { code: string }[]): 'unknown-reference' | 'invalid' =>
  faults.every(({ code }) => code.startsWith('unknown-')) ? 'unknown-reference' : 'invalid';

const isConflict = ({ status }: DeliveryResult): boolean => status === 'conflict';

/** Delivers a correction as an activity of Laurel's own; `isNew` says that none of its id was stored before. */
const deliverCorrection = async (
  context: Context,
  wanted: CorrectionWanted,
): Promise<Readonly<{ result: DeliveryResult; isNew: boolean }>> => {
  const { envelope, isNew } = await transactReading(context, (tx) => correctionEnvelope(tx, context, wanted));
  const { results } = await deliverActivities(context, { items: [{ json: envelope }] });
  const [result] = results;
  if (!result) throw new Error('A correction was taken without a result.');
  return { result, isNew };
};

/**
 * A correction in its envelope. Its sender says no time: it is that of the first request, so that the same request again
 * says the same, to the byte.
 */
const correctionEnvelope = async (tx: Queryable, context: Context, wanted: CorrectionWanted) => {
  const { tenant } = context;
  const plan = await requirePlan(tx, tenant);
  const [original] = await originalsById(tx, tenant, [wanted.activity]);
  if (!original) throw new LaurelError('not-found', `There is no activity ${wanted.activity}.`);
  const population = await knownPopulation(tx, context, plan);
  const id = wanted.id ?? randomUUID();
  const own = identitiesOf(context).activity(SOURCE, id);
  const [stored] = wanted.id === undefined ? [] : await activityDeliveries(tx, tenant, [own]);
  const envelope = {
    specversion: '1.0',
    id,
    source: SOURCE,
    type: CORRECTION_TYPES[wanted.kind],
    time: new Date(stored?.time ?? wanted.at).toISOString(),
    subject: codeOf(original.repId, population),
    data: {
      original: { source: original.source, id: original.externalId },
      ...(wanted.reason !== undefined && { reason: wanted.reason }),
      ...(wanted.subject !== undefined && { subject: wanted.subject }),
      ...(wanted.data !== undefined && { data: wanted.data }),
    },
  };
  return { envelope, isNew: stored === undefined };
};
