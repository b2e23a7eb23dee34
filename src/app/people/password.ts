import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../../domain/derive-key.ts';
import { LaurelError } from '../errors.ts';

/**
 * The cost of scrypt (RFC 7914) that OWASP's Password Storage Cheat Sheet recommends where little memory is to be had, as
 * in a Worker: 16 MiB, five times over.
 */
const COST = { N: 16_384, r: 8, p: 5 } as const;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** So many hashes are made at once, since each is dear, and so many wait for their turn; more are refused. */
const AT_ONCE = 2;
const WAITING = 100;

let under = 0;
const waiting: (() => void)[] = [];

/** @throws LaurelError `unavailable` when too many are waiting. */
const derive = async (secret: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> => {
  if (under >= AT_ONCE) {
    if (waiting.length >= WAITING)
      throw new LaurelError('unavailable', 'Too many are signing in at this moment; try again soon.');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else under += 1;
  try {
    return await new Promise((resolve, reject) => {
      scrypt(secret, salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    // The turn goes on to the next, or is given back.
    const next = waiting.shift();
    if (next) next();
    else under -= 1;
  }
};

type Cost = Readonly<{ N: number; r: number; p: number }>;

/** What passwords and PINs of a store are hashed with beside their salt; it is not kept in the database. */
export const pepperOf = (identityKey: string): string =>
  deriveKey(identityKey, 'password').toString('base64');

/** A PIN has a million values, so that a hash of it alone hides nothing from who has a copy of the database. */
const peppered = (pepper: string, secret: string): string =>
  createHmac('sha256', pepper).update(secret.normalize('NFKC')).digest('base64');

/** A password or PIN as it is kept: `scrypt$N$r$p$salt$key`. The pepper is not kept beside it. */
export const hashSecret = async (pepper: string, secret: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(peppered(pepper, secret), salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join('$');
};

/** Whether a secret is the one of which the hash is kept, in a time that says nothing about how near it comes. */
export const isSecret = async (pepper: string, kept: string, secret: string): Promise<boolean> => {
  const [kind, N, r, p, salt = '', key = ''] = kept.split('$');
  if (kind !== 'scrypt') return false;
  const expected = Buffer.from(key, 'base64');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const derived = await derive(peppered(pepper, secret), Buffer.from(salt, 'base64'), cost);
  return expected.length === derived.length && timingSafeEqual(expected, derived);
};
