import type { LimitNote } from '../awards/outcome.ts';
import type { Tri } from '../conditions/condition-program.ts';

/** Holds an award back until the condition is true; what is unknown is not yet true. */
export const hold = (released: Tri): LimitNote | undefined =>
  released === true ? undefined : { kind: 'hold', effect: 'held', most: '', used: '' };
