import type { Calendar } from '../../../schemas/calendar.ts';
import type { TargetKey } from '../../../schemas/target.ts';
import { parsePeriod } from '../../domain/calendar/period.ts';
import { localDateAt } from '../../domain/calendar/zone.ts';
import { decimal } from '../../domain/money/decimal.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Context } from '../context.ts';
import { LaurelError, type PlacedError } from '../errors.ts';
import { givenAmounts } from './given-amounts.ts';

/** What a target is to be: an amount, or null for none. */
export type TargetWanted = TargetKey & Readonly<{ amount: string | number | null }>;

export type TargetsWanted = Readonly<{
  calendar: Calendar;
  wanted: readonly TargetWanted[];
  /** Epoch ms. */
  at: number;
  /** Where a target stands in the request. */
  placeOf?: (target: TargetWanted) => string;
}>;

const MOST_NAMED = 20;

/**
 * Refuses to change or remove a target that stands already for a period that has begun: people work towards it, and a
 * recalibration takes another's approval. New ones, the same amount again and periods to come are nobody's concern.
 * @throws LaurelError `state`, with the place of each.
 */
export const refuseRecalibrations = async (
  tx: Queryable,
  context: Context,
  { calendar, wanted, at, placeOf }: TargetsWanted,
): Promise<void> => {
  const today = localDateAt(at, calendar.timeZone);
  const begun = wanted.filter(({ period }) => (parsePeriod(calendar, period)?.from ?? today) <= today);
  if (begun.length === 0) return;
  const standing = await givenAmounts(tx, context, begun);
  const faults = begun.flatMap((target): PlacedError[] => {
    const from = standing(target);
    const { amount, subject, metric, period, tier } = target;
    if (from === undefined || (amount !== null && decimal(from).eq(decimal(String(amount))))) return [];
    const detail = `The target of ${subject} for ${metric} in ${period} (${tier}) is ${from}, and the period has begun.`;
    return [{ pointer: placeOf?.(target) ?? '', detail }];
  });
  if (faults.length === 0) return;
  throw new LaurelError(
    'state',
    `${faults.length === 1 ? 'A target' : `${faults.length} targets`} of a period that has begun would change. Propose that with its trigger and reason by POST /api/v1/targets/recalibrations, for somebody else to approve.`,
    faults.slice(0, MOST_NAMED),
  );
};
