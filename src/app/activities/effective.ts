import type { AttributeValue, Correction, ParsedActivity } from '../../domain/activities/activity.ts';
import { applyCorrection } from '../../domain/activities/apply-correction.ts';
import type { ActivityContext } from '../../domain/activities/parse-activity.ts';
import type { EffectiveActivity } from '../../domain/activities/stored-activity.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import type { PlanDocuments } from '../../domain/facts/environment.ts';
import type { ActivityRow, CorrectedRow } from '../../storage/activities.ts';

/** What an original now says, itself, itself as amended, or nothing after a void; and the correction that decided. */
export type Standing = Readonly<{ activity: EffectiveActivity | undefined; correction?: Correction }>;

/** What an original now says; undefined after a void. */
export const effectiveActivity = (
  row: CorrectedRow,
  documents: PlanDocuments,
): EffectiveActivity | undefined => standingActivity(row, documents).activity;

/**
 * The last correction that fits decides. An amendment that does not fit the type of its original, which is only known
 * once both are there, has no effect: neither its own nor that of hiding an earlier one.
 */
export const standingActivity = (row: CorrectedRow, documents: PlanDocuments): Standing => {
  if (row.corrections.length === 0) return { activity: plainActivity(row) };
  const original = asParsed(row);
  const context = activityContext(documents);
  for (const correction of row.corrections) {
    const corrected = applyCorrection(original, correction, context);
    if ('voided' in corrected) return { activity: undefined, correction };
    if ('activity' in corrected) return { activity: amendedActivity(row, corrected.activity), correction };
  }
  return { activity: plainActivity(row) };
};

const amendedActivity = (row: ActivityRow, amended: ParsedActivity): EffectiveActivity => {
  const { outlet, product, ...data } = amended.data;
  const { subject } = amended;
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

/** What of a plan is needed to check and to correct an activity. */
export const activityContext = ({ activityTypes, plan }: PlanDocuments): ActivityContext => ({
  types: activityTypes,
  timeZone: plan.calendar.timeZone,
  currency: plan.currency,
});

/**
 * The reps an activity credits or ever credited: its own, and those that any of its corrections named, because the
 * cells that an earlier correction filled must be undone too.
 */
export const creditedReps = (row: CorrectedRow): string[] => [
  ...row.credits.map((credit) => credit.rep),
  ...row.corrections.flatMap(({ subject }) => subject ?? []),
];
