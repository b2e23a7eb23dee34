import type { RepDay } from '../../storage/rollups.ts';

/**
 * What was touched: days of reps whose awards may change, the activities that are new, and those newly corrected.
 * `recorded` tells whether *as-recorded* rules may have to do with it; then the transaction has the tenant's turn.
 */
export type Touched = Readonly<{
  touched: readonly RepDay[];
  added: readonly string[];
  corrected: readonly string[];
  recorded: boolean;
}>;

/** Days whose activities are all known already. */
export const activitiesTouched = (touched: readonly RepDay[]): Touched => ({
  touched,
  added: [],
  corrected: [],
  recorded: true,
});
