import { dayNumberOf, realDate, twoDigits } from './local-date.ts';
import { DAY_MS, instantOfWallTime, offsetAt, startOfDay } from './zone-rules.ts';

export { localDateAt, startOfDay } from './zone-rules.ts';

const MINUTE_MS = 60_000;

/** ISO 8601 and RFC 3339 (`T` or one space), with 1–9 fractional digits and Z, ±hh, ±hhmm or ±hh:mm. */
const ISO_TEXT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** What Chinese Excel writes into CSV files. */
const EXCEL_TEXT = /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

/**
 * The instant (epoch milliseconds) of a date or time as people and systems write it:
 * ISO 8601 with an offset or Z; without one it is local time of the zone, where of a time that clocks show
 * twice the first is meant; a date alone is the start of that local day; also `2017/3/9` and `2017/3/9 8:05[:30]`.
 * Digits beyond milliseconds are cut off.
 *
 * Undefined for any other text, dates that do not exist, years outside 1900–2199, 24:00, leap seconds, offsets of
 * 16 hours or more, and local times that the zone's clocks skip. Throws RangeError for an unknown zone.
 */
export function parseInstant(text: string, timeZone: string): number | undefined {
  const match = ISO_TEXT.exec(text) ?? EXCEL_TEXT.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', offset] = match;
  const date = realDate(Number(year), Number(month), Number(day));
  if (!date) return undefined;
  const dayStart = dayNumberOf(date) * DAY_MS;
  if (hour === undefined) return dateExists(dayStart, timeZone) ? startOfDay(date, timeZone) : undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const wallMs =
    dayStart + (Number(hour) * 60 + Number(minute)) * MINUTE_MS + Number(second) * 1_000 + milliseconds;
  if (offset === undefined) return instantOfWallTime(wallMs, timeZone);
  const offsetMs = parseOffset(offset);
  return offsetMs === undefined ? undefined : wallMs - offsetMs;
}

/**
 * ISO 8601 in the zone's local time with its offset: `2017-03-09T08:05:00+08:00`, with milliseconds only when there
 * are some. Names exactly this instant; an offset with seconds, as before standard time, is cut to minutes and the
 * local time with it. Throws RangeError for an unknown zone or an instant outside the years 1001 to 9998.
 */
export function formatInstant(instant: number, timeZone: string): string {
  const offsetMinutes = Math.trunc(offsetAt(instant, timeZone) / MINUTE_MS);
  const wall = new Date(instant + offsetMinutes * MINUTE_MS).toISOString();
  const size = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
  return (wall.endsWith('.000Z') ? wall.slice(0, -5) : wall.slice(0, -1)) + offset;
}

function parseOffset(text: string): number | undefined {
  if (text === 'Z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3).replace(':', ''));
  if (hours > 15 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * MINUTE_MS;
}

/** Noon tells whether a zone had the day at all: only midnights are skipped by an ordinary change of clocks. */
function dateExists(dayStart: number, timeZone: string): boolean {
  return instantOfWallTime(dayStart + DAY_MS / 2, timeZone) !== undefined;
}
