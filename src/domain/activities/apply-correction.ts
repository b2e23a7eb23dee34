import type { Correction, Fault, ParsedActivity } from './activity.ts';
import { type ActivityContext, parseActivity } from './parse-activity.ts';

/**
 * What is left of the original after the correction: nothing after a void, or the activity with the amended fields,
 * validated again as a whole, at the original's place in the order of time. Fields the amendment does not name stay;
 * null removes one. The faults point into the amended activity.
 */
export function applyCorrection(
  original: ParsedActivity,
  correction: Correction,
  context: ActivityContext,
):
  | Readonly<{ voided: true }>
  | Readonly<{ activity: ParsedActivity }>
  | Readonly<{ faults: readonly Fault[] }> {
  if (correction.void) return { voided: true };
  if (original.correction) {
    const message =
      'The original is itself a correction; name the activity it corrects, or send a new correction.';
    return { faults: [{ field: '/data/original', code: 'bad-value', message }] };
  }
  const { source, id, type } = original;
  const time = new Date(original.time).toISOString();
  const shares = original.shares ? { shares: original.shares } : {};
  const data = { ...original.data, ...correction.data, ...shares };
  return parseActivity(
    { source, id, type, time, subject: correction.subject ?? original.subject, data },
    context,
  );
}
