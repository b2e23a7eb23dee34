import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../../domain/derive-key.ts';
import type { Context } from '../context.ts';

/** How every key begins: programs that look for secrets in what was published find it by this. */
export const KEY_PREFIX = 'lrl_';

const ID_LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const ID_LENGTH = 10;
const SECRET_BYTES = 32;

/** A key as it is presented: the id finds it, and the secret proves it. */
export type KeyToken = Readonly<{ id: string; secret: string }>;

/** A key that nobody guesses; its id says nothing. */
export const newKeyToken = (): KeyToken => ({
  id: Array.from({ length: ID_LENGTH }, () => ID_LETTERS.charAt(randomInt(ID_LETTERS.length))).join(''),
  secret: randomBytes(SECRET_BYTES).toString('base64url'),
});

export const keyText = ({ id, secret }: KeyToken): string => `${KEY_PREFIX}${id}_${secret}`;

/** The parts of what could be a key. */
export const parseKeyText = (text: string): KeyToken | undefined => {
  const [, id, secret] = /^lrl_([0-9a-z]{10})_([\w-]{43})$/.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
};

/** What is kept of a secret: nothing by which it can be tried without the identity key, nor used for another key. */
export const secretHash = (
  { tenant, store }: Pick<Context, 'tenant' | 'store'>,
  { id, secret }: KeyToken,
): string =>
  createHmac('sha256', deriveKey(store.identityKey, 'api-key'))
    .update(`${id}${secret}${tenant}`)
    .digest('hex');

/** Compares hashes in a time that does not depend on them. */
export const isSameHash = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
