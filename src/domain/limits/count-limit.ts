import type { LimitNote } from '../awards/outcome.ts';
import type { Usage } from './usage.ts';

/** Refuses an award once `most` have been granted under the limit; also what “the first n of everybody” means. */
export const countLimit = (kind: 'count' | 'first', most: number, usage: Usage): LimitNote | undefined =>
  usage.count < most ? undefined : { kind, effect: 'refused', most: String(most), used: String(usage.count) };
