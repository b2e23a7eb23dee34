import { shown } from '../../domain/activities/shown.ts';
import { compareText } from '../../domain/compare-text.ts';
import type { MembershipRecord } from './imported-data.ts';
import { type Placed, placeOf, refusePlaced } from './tally.ts';

type PlacedMembership = Placed<MembershipRecord>;

/**
 * The memberships in order of rep and time, no two of a rep on the same day. The same membership again is a
 * duplicate; one that overlaps an earlier row of its rep is refused with that row's place, and the earlier one
 * stands. Reps of whom one was refused are added to `refused`.
 */
export function mergeMemberships(
  placed: readonly PlacedMembership[],
  refused: Set<string>,
): readonly PlacedMembership[] {
  const byRep = new Map<string, PlacedMembership[]>();
  for (const row of placed) {
    const { rep } = row.value;
    const taken = byRep.get(rep) ?? [];
    byRep.set(rep, taken);
    const place = placeAmong(taken, row.value);
    const other = [taken[place], taken[place - 1]].find((each) => each && overlap(each.value, row.value));
    if (!other) {
      taken.splice(place, 0, row);
    } else if (!isSame(other.value, row.value)) {
      refused.add(rep);
      refuseOverlap(row, other);
    } else if (!row.tally.distinct) {
      row.tally.addDuplicate();
    }
  }
  return [...byRep].sort(([a], [b]) => compareText(a, b)).flatMap(([, rows]) => rows);
}

/** The first day as text that sorts; before all days when it is open. */
const start = ({ from }: MembershipRecord): string => from ?? '';

const overlap = (a: MembershipRecord, b: MembershipRecord): boolean =>
  (a.to === undefined || start(b) < a.to) && (b.to === undefined || start(a) < b.to);

const isSame = (a: MembershipRecord, b: MembershipRecord): boolean =>
  a.team === b.team && a.from === b.from && a.to === b.to;

/** The index of the first of the rows, which are in order and do not overlap, that begins no earlier. */
function placeAmong(rows: readonly PlacedMembership[], membership: MembershipRecord): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && start(row.value) < start(membership)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function refuseOverlap(row: PlacedMembership, other: PlacedMembership): void {
  const { rep, team, from, to } = other.value;
  const range = `from ${from ?? 'the beginning'} ${to === undefined ? 'without an end' : `until the day before ${to}`}`;
  const message =
    `The rep ${shown(rep)} is in the team ${shown(team)} ${range} by ${placeOf(other)}, and in one team at a time; ` +
    'let one membership end ("to") on the day on which the other begins ("from").';
  refusePlaced(row, start(row.value) < start(other.value) ? 'to' : 'from', 'overlap', message);
}
