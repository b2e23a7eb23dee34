import type { Correction, Fault, ParsedActivity } from './activity.ts';
import { type ActivityContext, parseActivity } from './parse-activity.ts';
import { shown } from './shown.ts';

/**
 * What is left of the original after the correction: nothing after a void, or the activity with the amended fields,
 * validated again as a whole, at the original's place in the order of time. Fields the amendment does not name stay;
 * null removes one. A correction that has faults does not fit its original and has no effect on it, whatever came
 * first; they point into the envelope of the correction.
 */
export function applyCorrection(
  original: ParsedActivity,
  correction: Correction,
  context: ActivityContext,
):
  | Readonly<{ voided: true }>
  | Readonly<{ activity: ParsedActivity }>
  | Readonly<{ faults: readonly Fault[] }> {
  if (original.correction) return { faults: [correctsCorrection(original)] };
  if (correction.void) return { voided: true };
  const { source, id, type } = original;
  const time = new Date(original.time).toISOString();
  const shares = original.shares ? { shares: original.shares } : {};
  const data = { ...original.data, ...correction.data, ...shares };
  const parsed = parseActivity(
    { source, id, type, time, subject: correction.subject ?? original.subject, data },
    context,
  );
  if ('activity' in parsed) return parsed;
  return { faults: parsed.faults.map((fault) => ({ ...fault, field: fieldOfCorrection(fault.field) })) };
}

/** The fault of a correction whose original is a correction itself: nothing would ever come of it. */
export function correctsCorrection({ id }: Readonly<{ id: string }>): Fault {
  const message =
    `The original ${shown(id)} is itself a correction, which cannot be corrected; name the activity that it corrects, ` +
    'with a later time: of several corrections the last one holds.';
  return { field: '/data/original', code: 'corrects-correction', message };
}

/** Where the correction says what stands at a place of the amended activity. */
function fieldOfCorrection(field: string): string {
  if (field === '/subject') return '/data/subject';
  return field.startsWith('/data/') ? `/data${field}` : '/data/original';
}
