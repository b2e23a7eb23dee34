import type { AttributeValue, Correction, ParsedActivity } from '../../domain/activities/activity.ts';
import { applyCorrection } from '../../domain/activities/apply-correction.ts';
import type { EffectiveActivity } from '../../domain/activities/stored-activity.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import type { PlanDocuments } from '../../domain/facts/environment.ts';
import type { ActivityRow, CorrectedRow } from '../../storage/activities.ts';

/**
 * What an original now says: itself, itself as amended, or nothing after a void. An amendment that does not fit the
 * type of its original, which is only known once both are there, has no effect.
 */
export const effectiveActivity = (
  row: CorrectedRow,
  documents: PlanDocuments,
): EffectiveActivity | undefined => {
  const correction = row.lastCorrection;
  if (!correction) return plainActivity(row);
  const corrected = applyCorrection(asParsed(row), correction, {
    types: documents.activityTypes,
    timeZone: documents.plan.calendar.timeZone,
    currency: documents.plan.currency,
  });
  if ('voided' in corrected) return undefined;
  if ('faults' in corrected) return plainActivity(row);
  const { outlet, product, ...data } = corrected.activity.data;
  const subject = corrected.activity.subject;
  return {
    ...plainActivity(row),
    subject,
    credits: subject === row.repId ? row.credits : [{ rep: subject, share: '1' }],
    outlet: outlet as string | undefined,
    product: product as string | undefined,
    data,
  };
};

/** The activity as first said. */
export const plainActivity = (row: ActivityRow): EffectiveActivity => ({
  id: row.id,
  type: row.type,
  time: row.time,
  day: row.day as LocalDate,
  order: row.order,
  subject: row.repId,
  credits: row.credits,
  outlet: row.outletId ?? undefined,
  product: row.productId ?? undefined,
  data: row.data,
});

/** The row as the parser knows activities, internal ids standing where codes stood. */
export const asParsed = (row: ActivityRow): ParsedActivity => {
  const data: Record<string, AttributeValue> = { ...row.data };
  if (row.outletId !== null) data.outlet = row.outletId;
  if (row.productId !== null) data.product = row.productId;
  return { source: row.source, id: row.externalId, type: row.type, time: row.time, subject: row.repId, data };
};

/** The reps an activity credits or could credit after its last correction. */
export const creditedReps = (row: CorrectedRow): string[] => {
  const reps = row.credits.map((credit) => credit.rep);
  const moved: Correction['subject'] = row.lastCorrection?.subject;
  return moved === undefined ? reps : [...reps, moved];
};
