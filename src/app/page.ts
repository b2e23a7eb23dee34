import { parseLocalDate } from '../domain/calendar/local-date.ts';
import { LaurelError } from './errors.ts';

/** Part of a list, in its order; `next` asks for what follows, and is missing at the end. */
export type Page<Item> = Readonly<{ items: Item[]; next?: string }>;

/** What a list is asked for: at most `limit` items, from where a page before has ended. */
export type PageWanted = Readonly<{ limit: number; cursor?: string | undefined }>;

/** A place in a list, as a text that says nothing to those who are given it. */
const cursorOf = (key: readonly string[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * The key of the item that the page before ended with.
 * @throws LaurelError `invalid` for a text that no page gave.
 */
export const keyOfCursor = (cursor: string | undefined, parts: number): readonly string[] | undefined => {
  if (cursor === undefined) return undefined;
  const key = parsed(cursor);
  if (Array.isArray(key) && key.length === parts && key.every(isPart)) return key;
  throw unknownCursor();
};

/** What is thrown for a cursor that no page of the list gave. */
export const unknownCursor = (): LaurelError =>
  new LaurelError('invalid', 'This cursor belongs to no page of this list; leave it out to begin anew.', [
    { pointer: 'query:cursor', detail: 'unknown' },
  ]);

/** Where a page of a list in order of time has ended: when the item occurred, and its id. */
export type PlaceInTime = Readonly<{ at: string; id: string }>;

/**
 * The place that the page before ended with, of a list in order of time.
 * @throws LaurelError `invalid` for a text that no page gave.
 */
export const placeOfCursor = (cursor: string | undefined): PlaceInTime | undefined =>
  placeOf(keyOfCursor(cursor, 2));

/** The same where an item is one of several lines. */
export const placeOfLine = (
  cursor: string | undefined,
): (PlaceInTime & Readonly<{ line: number }>) | undefined => {
  const key = keyOfCursor(cursor, 3);
  const [place, line] = [placeOf(key), key?.[2] ?? ''];
  if (place && !/^\d{1,6}$/.test(line)) throw unknownCursor();
  return place && { ...place, line: Number(line) };
};

/** The same where the day leads the order. */
export const placeOfDay = (
  cursor: string | undefined,
): (PlaceInTime & Readonly<{ day: string }>) | undefined => {
  const key = keyOfCursor(cursor, 3);
  const place = placeOf(key);
  return place && { ...place, day: dayOfKey(key?.[2]) };
};

/** @throws LaurelError `invalid` for a part of a key that is no day. */
export const dayOfKey = (part: string | undefined): string => {
  if (part === undefined || !parseLocalDate(part)) throw unknownCursor();
  return part;
};

const placeOf = (key: readonly string[] | undefined): PlaceInTime | undefined => {
  const [at, id] = key ?? [];
  if (at === undefined || id === undefined) return undefined;
  if (!isInstant(at)) throw unknownCursor();
  return { at, id };
};

/** Whether a text is an instant as we write them, in years that a database takes too. */
const isInstant = (part: string): boolean =>
  /^(19|20|21)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(part) && !Number.isNaN(Date.parse(part));

/** No text of a database holds the character 0. */
const isPart = (part: unknown): part is string => typeof part === 'string' && !part.includes('\0');

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
};

/** A page of rows of which one more than the limit was asked for, so that the end is known. */
export const pageOf = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly string[],
  view: (row: Row) => Item,
): Page<Item> => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(view),
    ...(rows.length > limit && last !== undefined && { next: cursorOf(keyOf(last)) }),
  };
};
