import type { Delivery, DeliveryResult } from '../../../schemas/delivery.ts';
import type { Fault, ParsedActivity } from '../../domain/activities/activity.ts';
import { type ActivityContext, parseActivity } from '../../domain/activities/parse-activity.ts';
import { readEnvelope } from '../../domain/activities/read-envelope.ts';
import { type Queryable, together } from '../../storage/database.ts';
import { appendAudit } from '../../storage/records.ts';
import { admit, type Context, transact } from '../context.ts';
import { requirePlan } from '../plan/current-plan.ts';
import type { IngestResult } from './check-batch.ts';
import { activityContext } from './effective.ts';
import { type DeliveryKind, ingestBatch } from './ingest-activities.ts';
import { judgeTouched } from './judge-touched.ts';

/** An activity as JSON, or the reason why what came is none. */
export type DeliveredJson = Readonly<{ json: unknown }> | Readonly<{ fault: Fault }>;

/**
 * Takes activities as JSON, in CloudEvents envelopes, stores and judges them in one transaction, and says of each what
 * became of it.
 */
export const deliverActivities = (
  context: Context,
  { items, backfill }: DeliveryKind & Readonly<{ items: readonly DeliveredJson[] }>,
): Promise<Delivery> => {
  admit(context, 'ingest-activities');
  return transact(context, async (tx, lost) => {
    const plan = await requirePlan(tx, context.tenant);
    const types = activityContext(plan.ruleSet.documents);
    const read = items.map((item) =>
      'fault' in item ? { faults: [item.fault] } : readActivity(item.json, types),
    );
    const activities = read.flatMap((each) => ('activity' in each ? each.activity : []));
    const ingested = await ingestBatch(tx, context, plan, activities, { backfill, lost });
    await together([
      judgeTouched(tx, context, plan, ingested.population, ingested),
      recordDelivery(tx, context, activities, ingested.results, { backfill }),
    ]);

    const [ids, outcomes] = [ingested.ids.values(), ingested.results.values()];
    return summaryOf(
      read.map((each, index) =>
        'faults' in each
          ? { index, status: 'rejected', faults: each.faults.map(placed) }
          : resultOf(index, ids.next().value, outcomes.next().value),
      ),
    );
  });
};

/** Who brought what: the deed of a delivery, with the corrections by name, since they take back what was granted. */
const recordDelivery = async (
  tx: Queryable,
  { tenant, actor }: Context,
  activities: readonly ParsedActivity[],
  results: readonly IngestResult[],
  { backfill = false }: DeliveryKind,
): Promise<void> => {
  const taken = activities.filter((_, index) => results[index]?.status === 'accepted');
  if (taken.length === 0) return;
  const corrections = taken.flatMap(({ source, id, correction }) =>
    correction ? { source, id, original: correction.original, void: correction.void } : [],
  );
  const details = {
    accepted: taken.length,
    delivered: activities.length,
    ...(backfill && { backfill }),
    corrections,
  };
  await appendAudit(tx, tenant, actor, { action: 'deliver-activities', subject: tenant, details });
};

const readActivity = (
  json: unknown,
  types: ActivityContext,
): Readonly<{ activity: ParsedActivity }> | Readonly<{ faults: readonly Fault[] }> => {
  const read = readEnvelope(json);
  return 'envelope' in read ? parseActivity(read.envelope, types) : read;
};

const placed = ({ field, code, message }: Fault) => ({ pointer: field, code, message });

const resultOf = (
  index: number,
  activity: string | undefined,
  outcome: IngestResult | undefined,
): DeliveryResult => {
  if (!outcome || activity === undefined) throw new Error('An activity was taken without a result.');
  return 'fault' in outcome
    ? { index, status: outcome.status, faults: [placed(outcome.fault)] }
    : { index, status: outcome.status, activity };
};

const summaryOf = (results: DeliveryResult[]): Delivery => {
  const count = (status: DeliveryResult['status']) => results.filter((each) => each.status === status).length;
  const [accepted, duplicates] = [count('accepted'), count('duplicate')];
  return { accepted, duplicates, refused: results.length - accepted - duplicates, results };
};
