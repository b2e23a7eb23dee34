import { DatabaseUnusable } from '../storage/database.ts';
import { isLostRace, isUnreachable } from '../storage/retry.ts';

/** Why the store cannot be worked with at the moment, in a sentence; undefined where that is not what went wrong. */
export const unavailableBecause = (error: Error): string | undefined => {
  if (error instanceof DatabaseUnusable || isUnreachable(error)) return 'Try again in a moment.';
  return isLostRace(error) ? 'Many are writing the same things; try again in a moment.' : undefined;
};
