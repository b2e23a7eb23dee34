import type { FaultCode, ParsedActivity } from '../../domain/activities/activity.ts';
import { namedReps } from '../../domain/activities/named-reps.ts';
import { normalText } from '../../domain/activities/normal-text.ts';
import {
  type ActivityContext,
  type ActivityInput,
  parseActivity,
} from '../../domain/activities/parse-activity.ts';
import type { KnownCodes } from './known-codes.ts';
import type { Placed } from './tally.ts';

/**
 * The activity of a row whose reps are all known, or undefined after the row was refused with every fault it has.
 * `columnOf` turns a JSON pointer into what the file's author calls that place.
 */
export function placeActivity(
  { value: envelope, ...place }: Placed<ActivityInput>,
  context: ActivityContext,
  reps: KnownCodes,
): Placed<ParsedActivity> | undefined {
  const faults: { column: string; code: FaultCode; message: string }[] = [];
  const parsed = parseActivity(envelope, context);
  if ('faults' in parsed) {
    for (const { field, code, message } of parsed.faults)
      faults.push({ column: place.columnOf(field), code, message });
  }
  for (const [field, rep] of repsToCheck(envelope, parsed)) {
    if (!reps.has(rep))
      faults.push({ column: place.columnOf(field), code: reps.fault, message: reps.explain(rep) });
  }
  if (faults.length === 0 && 'activity' in parsed) return { ...place, value: parsed.activity };
  place.tally.refuseRow(place.row, place.raw, faults);
  return undefined;
}

function repsToCheck(
  envelope: ActivityInput,
  parsed: ReturnType<typeof parseActivity>,
): readonly (readonly [field: string, rep: string])[] {
  if ('faults' in parsed) {
    // The subject is told about together with the other faults, unless it is one of them.
    const isFaulty = parsed.faults.some(({ field }) => field === '/subject');
    return isFaulty ? [] : [['/subject', normalText(envelope.subject)]];
  }
  return namedReps(parsed.activity);
}
