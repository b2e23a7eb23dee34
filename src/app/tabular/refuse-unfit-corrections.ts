import type { ParsedActivity } from '../../domain/activities/activity.ts';
import { applyCorrection } from '../../domain/activities/apply-correction.ts';
import { identityOf } from '../../domain/activities/content.ts';
import type { ActivityContext } from '../../domain/activities/parse-activity.ts';
import type { Placed } from './tally.ts';

/**
 * The activities without those corrections whose original stands in the same files and that cannot be applied to it:
 * it is a correction itself, or an amendment does not fit its type. What refers to originals elsewhere is for the
 * store to check. Expects one activity for each identity.
 */
export function refuseUnfitCorrections(
  placed: readonly Placed<ParsedActivity>[],
  context: ActivityContext,
): readonly Placed<ParsedActivity>[] {
  const byIdentity = new Map(placed.map(({ value }) => [identityOf(value), value]));
  return placed.filter(({ value: { correction }, tally, row, raw, columnOf }) => {
    const original = correction && byIdentity.get(identityOf(correction.original));
    if (!original) return true;
    const applied = applyCorrection(original, correction, context);
    if (!('faults' in applied)) return true;
    const faults = applied.faults.map(({ field, code, message }) => ({
      column: columnOf(field),
      code,
      message,
    }));
    tally.refuseRow(row, raw, faults);
    return false;
  });
}
