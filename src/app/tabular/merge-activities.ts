import type { ParsedActivity } from '../../domain/activities/activity.ts';
import { compareCanonical, contentOf, identityOf } from '../../domain/activities/content.ts';
import { type Placed, placeOf, refusePlaced } from './tally.ts';

/**
 * The activities in canonical order, one for each identity. The same content again is a duplicate; when the rows of
 * an identity say different things, all of them are refused, since nobody can tell which is true.
 */
export function mergeActivities(
  placed: readonly Placed<ParsedActivity>[],
): readonly Placed<ParsedActivity>[] {
  const byIdentity = new Map<string, Placed<ParsedActivity>[]>();
  for (const activity of placed) {
    const identity = identityOf(activity.value);
    const others = byIdentity.get(identity);
    if (others) others.push(activity);
    else byIdentity.set(identity, [activity]);
  }
  const kept: Placed<ParsedActivity>[] = [];
  for (const rows of byIdentity.values()) {
    const [first] = rows;
    if (!first) continue;
    if (rows.length > 1 && refuseConflict(rows, first)) continue;
    kept.push(first);
  }
  return kept.sort((a, b) => compareCanonical(a.value, b.value));
}

function refuseConflict(rows: readonly Placed<ParsedActivity>[], first: Placed<ParsedActivity>): boolean {
  const content = contentOf(first.value);
  const isSame = rows.map(({ value }) => contentOf(value) === content);
  const other = rows[isSame.indexOf(false)];
  for (const [index, row] of rows.entries()) {
    if (other) {
      const against = isSame[index] ? other : first;
      const message = `The same source and id stand in ${placeOf(against)} with other content; correct one of the two or give it its own id.`;
      refusePlaced(row, '/id', 'conflict', message);
    } else if (index > 0) {
      row.tally.addDuplicate();
    }
  }
  return other !== undefined;
}
