import { IANAZone } from 'luxon';
import { dateOfDayNumber, dayNumberOf, type LocalDate } from './local-date.ts';

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** No zone has ever been further from UTC than this. */
const WINDOW_MS = 16 * 60 * MINUTE_MS;

/** Day starts kept per zone: some fifty years, then the memo begins anew, so that it stays bounded. */
const MEMO_DAYS = 20_000;

/** Years 1001 to 9998: a margin of a year to what a LocalDate can name, so that every neighbouring day has a name. */
const FIRST_INSTANT = Date.UTC(1001, 0, 1);
const END_INSTANT = Date.UTC(9999, 0, 1);

type ZoneMemo = Readonly<{ zone: IANAZone; starts: Map<number, number> }>;

const memos = new Map<string, ZoneMemo>();

/**
 * The local date at an instant (epoch milliseconds). Days are the half-open intervals between the results of
 * `startOfDay`, so dates never run backwards, also where clocks are put back across midnight (the repeated
 * minutes of the evening then belong to the new day). Throws RangeError for an unknown zone or year.
 */
export function localDateAt(instant: number, timeZone: string): LocalDate {
  return dateOfDayNumber(dayNumberAt(memoOf(timeZone), checkedInstant(instant)));
}

/**
 * The first instant (epoch milliseconds) whose local date is `date`: local midnight, or the end of the gap where
 * a change of the clocks skips midnight. A date that the zone skipped altogether (Pacific/Apia, 2011-12-30)
 * is an empty day, which starts when the next one does. Throws RangeError for an unknown zone.
 */
export function startOfDay(date: LocalDate, timeZone: string): number {
  return startOfDayNumber(memoOf(timeZone), dayNumberOf(date));
}

/**
 * The instant at which the zone's clocks show `wallMs` (a local time, written as if it were UTC epoch milliseconds);
 * the first one when they show it twice, undefined when they never do. Throws RangeError for an unknown zone.
 */
export function instantOfWallTime(wallMs: number, timeZone: string): number | undefined {
  const memo = memoOf(timeZone);
  const dayNumber = Math.floor(wallMs / DAY_MS);
  const start = startOfDayNumber(memo, dayNumber);
  if (isUniformDay(memo, dayNumber)) return start + wallMs - dayNumber * DAY_MS;
  const before = offsetMs(memo.zone, wallMs - DAY_MS);
  const after = offsetMs(memo.zone, wallMs + DAY_MS);
  // The larger offset gives the earlier instant.
  const candidates = [wallMs - Math.max(before, after), wallMs - Math.min(before, after)];
  return candidates.find((instant) => instant + offsetMs(memo.zone, instant) === wallMs);
}

/** Milliseconds that the zone's clocks are ahead of UTC at an instant. Throws RangeError for an unknown zone. */
export function offsetAt(instant: number, timeZone: string): number {
  const memo = memoOf(timeZone);
  const dayNumber = dayNumberAt(memo, checkedInstant(instant));
  if (isUniformDay(memo, dayNumber)) return dayNumber * DAY_MS - startOfDayNumber(memo, dayNumber);
  return offsetMs(memo.zone, instant);
}

function memoOf(timeZone: string): ZoneMemo {
  const known = memos.get(timeZone);
  if (known) return known;
  const zone = IANAZone.create(timeZone);
  if (!zone.isValid) throw new RangeError('not an IANA time zone');
  const memo = { zone, starts: new Map<number, number>() };
  memos.set(timeZone, memo);
  return memo;
}

function dayNumberAt(memo: ZoneMemo, instant: number): number {
  let dayNumber = Math.floor(instant / DAY_MS);
  while (instant < startOfDayNumber(memo, dayNumber)) dayNumber -= 1;
  while (instant >= startOfDayNumber(memo, dayNumber + 1)) dayNumber += 1;
  return dayNumber;
}

/** A day of 24 hours has one offset throughout, since any change makes it longer or shorter. */
function isUniformDay(memo: ZoneMemo, dayNumber: number): boolean {
  return startOfDayNumber(memo, dayNumber + 1) - startOfDayNumber(memo, dayNumber) === DAY_MS;
}

function startOfDayNumber(memo: ZoneMemo, dayNumber: number): number {
  const known = memo.starts.get(dayNumber);
  if (known !== undefined) return known;
  const start = findStart(memo.zone, dayNumber * DAY_MS);
  if (memo.starts.size >= MEMO_DAYS) memo.starts.clear();
  memo.starts.set(dayNumber, start);
  return start;
}

function findStart(zone: IANAZone, wallMidnight: number): number {
  const earliest = wallMidnight - WINDOW_MS;
  const latest = wallMidnight + WINDOW_MS;
  const before = offsetMs(zone, earliest);
  const after = offsetMs(zone, latest);
  if (before === after) return wallMidnight - before;
  const change = findChange(zone, earliest, latest, before);
  if (wallMidnight - before < change) return wallMidnight - before;
  return Math.max(change, wallMidnight - after);
}

/** The first instant with another offset, by bisection: two changes never lie within so short a window. */
function findChange(zone: IANAZone, earliest: number, latest: number, before: number): number {
  let same = earliest;
  let changed = latest;
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (offsetMs(zone, middle) === before) same = middle;
    else changed = middle;
  }
  return changed;
}

function offsetMs(zone: IANAZone, instant: number): number {
  return Math.round(zone.offset(instant) * MINUTE_MS);
}

function checkedInstant(instant: number): number {
  if (!Number.isSafeInteger(instant) || instant < FIRST_INSTANT || instant >= END_INSTANT) {
    throw new RangeError('an instant is an integer of epoch milliseconds in the years 1001 to 9998');
  }
  return instant;
}
