import type { RepDay } from '../../storage/rollups.ts';

/**
 * What was touched: days of reps whose awards may change, and the activities that are new. `recorded` tells whether
 * *as-recorded* rules may have to do with it; then the transaction has the tenant's turn.
 */
export type Touched = Readonly<{
  touched: readonly RepDay[];
  added: readonly string[];
  recorded: boolean;
}>;

/** Days whose activities are all known already. */
export const activitiesTouched = (touched: readonly RepDay[]): Touched => ({
  touched,
  added: [],
  recorded: true,
});
