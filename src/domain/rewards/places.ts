import { type Decimal, decimal, divide, sum, ZERO } from '../money/decimal.ts';
import type { Place } from './amount-program.ts';

/** What a place is worth: `pot` is what all who share it get together, `mean` what one of them gets before rounding. */
export type PlaceWorth = Readonly<{ pot: Decimal; mean: Decimal }>;

/**
 * The amounts of the places a group stands on. With *same*, each of the tied gets the amount of the place they share;
 * with *split*, the amounts of all places the group occupies are put together and shared. Places beyond the list are
 * worth nothing.
 */
export const placeWorth = (amounts: readonly Decimal[], place: Place, split: boolean): PlaceWorth => {
  const first = place.rank - 1;
  if (!split || place.shared === 1) {
    const amount = amounts[first] ?? ZERO;
    return { pot: amount.times(place.shared), mean: amount };
  }
  const pot = sum(amounts.slice(first, first + place.shared));
  return { pot, mean: divide(pot, decimal(place.shared)) };
};
