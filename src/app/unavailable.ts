import { DatabaseUnusable } from '../storage/database.ts';
import { isLostRace, isTimedOut, isUnreachable } from '../storage/retry.ts';

const TOO_LONG =
  'This took longer than a request may, and nothing of it was stored. Ask for less at once, or try again later.';

/** Why the store cannot be worked with at the moment, in a sentence; undefined where that is not what went wrong. */
export const unavailableBecause = (error: Error): string | undefined => {
  if (error instanceof DatabaseUnusable || isUnreachable(error)) return 'Try again in a moment.';
  if (isTimedOut(error)) return TOO_LONG;
  return isLostRace(error) ? 'Many are writing the same things; try again in a moment.' : undefined;
};
