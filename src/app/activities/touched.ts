import type { RepDay } from '../../storage/rollups.ts';

/** What was touched: days of reps whose awards may change, the activities that are new, and those newly corrected. */
export type Touched = Readonly<{
  touched: readonly RepDay[];
  added: readonly string[];
  corrected: readonly string[];
}>;

/** Days whose activities are all known already. */
export const activitiesTouched = (touched: readonly RepDay[]): Touched => ({
  touched,
  added: [],
  corrected: [],
});
