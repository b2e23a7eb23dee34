import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../../domain/derive-key.ts';

/** What opens something once: an id that finds it and a secret of 256 bits, of which only a keyed hash is kept. */
export type SecretLink = Readonly<{ id: string; text: string; secretHash: string }>;

/** A new one, with its id as given. */
export const newSecretLink = (identityKey: string, prefix: 'inv' | 'dev'): SecretLink => {
  const id = newId(prefix);
  const secret = randomBytes(32).toString('base64url');
  return { id, text: `${id}.${secret}`, secretHash: hashOf(identityKey, secret) };
};

/**
 * The one by which the first person of a tenant comes in. It is made of the key of the store, so that all processes that
 * start at once show the same, and a start after that shows it again until it is used.
 */
export const firstLink = (identityKey: string, tenant: string): SecretLink => {
  const made = (what: string): Buffer =>
    createHmac('sha256', deriveKey(identityKey, 'link')).update(`first ${what} ${tenant}`).digest();
  const id = `inv_${made('id').toString('hex').slice(0, 30)}`;
  const secret = made('secret').toString('base64url');
  return { id, text: `${id}.${secret}`, secretHash: hashOf(identityKey, secret) };
};

/** What ids of signing in begin with, by what they are of. */
export type IdPrefix = 'inv' | 'dev' | 'per' | 'acc' | 'ses' | 'ver' | 'idn';

/** An id that says nothing. */
export const newId = (prefix: IdPrefix): string => `${prefix}_${randomBytes(15).toString('hex')}`;

/** The parts of a text that somebody brings; undefined for one that is none. */
export const partsOf = (text: string): Readonly<{ id: string; secret: string }> | undefined => {
  const [, id, secret] = /^((?:inv|dev)_[0-9a-f]{30})\.([\w-]{43})$/.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
};

/** Whether a secret is the one of which the hash is kept. */
export const isSecretOf = (identityKey: string, secretHash: string, secret: string): boolean => {
  const [kept, own] = [secretHash, hashOf(identityKey, secret)].map((text) => Buffer.from(text, 'base64url'));
  return kept !== undefined && own !== undefined && kept.length === own.length && timingSafeEqual(kept, own);
};

const hashOf = (identityKey: string, secret: string): string =>
  createHmac('sha256', deriveKey(identityKey, 'link')).update(secret).digest('base64url');
