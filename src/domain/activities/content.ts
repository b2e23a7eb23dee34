import { canonicalJson } from '../canonical-json.ts';
import { compareText } from '../compare-text.ts';
import type { ParsedActivity } from './activity.ts';

/**
 * Everything an activity says besides its identity, as canonical JSON: two deliveries have the same content exactly
 * when their texts are equal.
 */
export function contentOf(activity: ParsedActivity): string {
  const { source: _source, id: _id, ...content } = activity;
  return canonicalJson(content);
}

/** The key of an activity within a tenant; no two pairs of source and id give the same text. */
export function identityOf(activity: Readonly<{ source: string; id: string }>): string {
  return JSON.stringify([activity.source, activity.id]);
}

/** Canonical order: by time, then source, then id, the texts by UTF-16 code unit as everywhere in Laurel. */
export function compareCanonical(
  a: Readonly<{ time: number; source: string; id: string }>,
  b: Readonly<{ time: number; source: string; id: string }>,
): number {
  return a.time - b.time || compareText(a.source, b.source) || compareText(a.id, b.id);
}
