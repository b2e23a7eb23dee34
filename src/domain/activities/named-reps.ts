import { pointer } from '../pointer.ts';
import type { ParsedActivity } from './activity.ts';

/** Every rep an activity names, with the JSON pointer of the place: the subject, who shares, who it is moved to. */
export function namedReps({
  subject,
  shares = [],
  correction,
}: ParsedActivity): readonly (readonly [field: string, rep: string])[] {
  const named: [string, string][] = [['/subject', subject]];
  for (const [index, { rep }] of shares.entries())
    named.push([pointer(['data', 'shares', index, 'rep']), rep]);
  if (correction?.subject !== undefined) named.push(['/data/subject', correction.subject]);
  return named;
}
