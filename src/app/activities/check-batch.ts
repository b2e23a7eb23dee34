import type { Fault, ParsedActivity } from '../../domain/activities/activity.ts';
import { applyCorrection, correctsCorrection } from '../../domain/activities/apply-correction.ts';
import { namedReps } from '../../domain/activities/named-reps.ts';
import { shown } from '../../domain/activities/shown.ts';
import type { PlanDocuments } from '../../domain/facts/environment.ts';
import type { Identities } from '../../domain/identities.ts';
import { ERASED_REFUSAL } from '../../domain/personal-data/erased-person.ts';
import type { Population } from '../../domain/population.ts';
import { type ActivityRow, originalsById, type StoredIdentity } from '../../storage/activities.ts';
import type { Queryable } from '../../storage/database.ts';
import { activityContext, asParsed } from './effective.ts';
import type { LockedBatch } from './lock-batch.ts';

/** An activity of a batch with the row it would be stored as. */
export type Delivered = Readonly<{ activity: ParsedActivity; row: ActivityRow }>;

/** What became of one activity of a batch. */
export type IngestResult =
  | Readonly<{ status: 'accepted' | 'duplicate' }>
  | Readonly<{ status: 'conflict' | 'rejected'; fault: Fault }>;

/**
 * Decides what becomes of each activity, against the store and against the batch itself. Whether a correction fits
 * its original is decided alike wherever in the batch either stands; one whose original is not known yet is accepted.
 */
export const checkBatch = async (
  tx: Queryable,
  tenant: string,
  documents: PlanDocuments,
  { population, stored }: Pick<LockedBatch, 'population' | 'stored'>,
  identities: Identities,
  delivered: readonly Delivered[],
): Promise<IngestResult[]> => {
  const correctedIds = delivered.flatMap(({ row }) => row.correctsId ?? []);
  const settled = delivered.map(
    (each) => againstStore(each, stored) ?? againstStrangers(each, population, identities),
  );
  const firsts = firstOfEach(delivered.filter((_, index) => !settled[index]).map(({ row }) => row));
  const originals = new Map(
    (await originalsById(tx, tenant, correctedIds)).map((original) => [original.id, original]),
  );
  const context = activityContext(documents);
  const faultOf = ({ row: { correctsId, correction } }: Delivered): Fault | undefined => {
    if (correctsId === null || correction === null) return undefined;
    const original = originals.get(correctsId) ?? firsts.get(correctsId);
    const isCorrection = stored.get(correctsId)?.isCorrection ?? (original && original.correctsId !== null);
    if (isCorrection) return correctsCorrection(correction.original);
    const applied = original && applyCorrection(asParsed(original), correction, context);
    return applied && 'faults' in applied ? applied.faults[0] : undefined;
  };

  const accepted = new Map<string, StoredIdentity>();
  return delivered.map((each, index) => {
    const fault = faultOf(each);
    const result = settled[index] ?? (fault ? refused(fault) : againstStore(each, accepted));
    if (result) return result;
    const { id, contentHash, correctsId } = each.row;
    accepted.set(id, { contentHash, isCorrection: correctsId !== null });
    return { status: 'accepted' };
  });
};

const refused = (fault: Fault): IngestResult => ({
  status: fault.code === 'conflict' ? 'conflict' : 'rejected',
  fault,
});

/** A duplicate or a conflict with what is known under the same identity; undefined when nothing is. */
const againstStore = (
  { row }: Delivered,
  stored: ReadonlyMap<string, StoredIdentity>,
): IngestResult | undefined => {
  const known = stored.get(row.id);
  if (known === undefined) return undefined;
  if (known.contentHash === row.contentHash) return { status: 'duplicate' };
  const message = `There is already an activity ${shown(row.externalId)} from ${shown(row.source)} that says something else; send a correction instead.`;
  return refused({ field: '/id', code: 'conflict', message });
};

const againstStrangers = (
  { activity }: Delivered,
  population: Population,
  identities: Identities,
): IngestResult | undefined => {
  const named = namedReps(activity);
  const erased = named.find(([, rep]) => population.reps.get(identities.rep(rep))?.erased);
  if (erased) return refused({ field: erased[0], code: 'erased-rep', message: ERASED_REFUSAL });
  const stranger = named.find(([, rep]) => !population.reps.has(identities.rep(rep)));
  if (!stranger) return undefined;
  const [field, rep] = stranger;
  const message = `There is no rep with the code ${shown(rep)}; add the rep first.`;
  return refused({ field, code: 'unknown-rep', message });
};

/** The first row of each identity, which is the one that stands when others contradict it. */
const firstOfEach = (rows: readonly ActivityRow[]): Map<string, ActivityRow> => {
  const firsts = new Map<string, ActivityRow>();
  for (const row of rows) if (!firsts.has(row.id)) firsts.set(row.id, row);
  return firsts;
};
