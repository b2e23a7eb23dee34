import { createHash, hash } from 'node:crypto';

/**
 * JSON with the keys of every object in code-unit order, without white space: equal documents give equal text.
 * Undefined members are left out, bigints are written as decimal text.
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (const each of value) text += `${text && ','}${canonicalJson(each ?? null)}`;
    return `[${text}]`;
  }
  const members = value as Readonly<Record<string, unknown>>;
  // Without a comparison of its own, sorting is by code unit.
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member !== undefined) text += `${text && ','}${quoted(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
};

/** Characters that JSON writes as they are. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

/** SHA-256 in lower-case hex; of several parts, of one after the other. */
export const sha256 = (first: string | Uint8Array, ...others: readonly (string | Uint8Array)[]): string => {
  if (others.length === 0) return hash('sha256', first, 'hex');
  const all = createHash('sha256').update(first);
  for (const part of others) all.update(part);
  return all.digest('hex');
};
