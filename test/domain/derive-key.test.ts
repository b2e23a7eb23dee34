import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveKey } from '../../src/domain/derive-key.ts';

const hmac = (key: Buffer | string, ...parts: (Buffer | string)[]) => {
  const hash = createHmac('sha256', key);
  for (const part of parts) hash.update(part);
  return hash.digest();
};

describe('a derived key', () => {
  it('is HKDF of the identity key, with the purpose as its information', () => {
    // RFC 5869: extract with a salt of zeros, then one round of expanding.
    const extracted = hmac(Buffer.alloc(32), 'the identity key');
    const expanded = hmac(extracted, 'laurel/api-key', Buffer.from([1]));
    expect(deriveKey('the identity key', 'api-key')).toEqual(expanded);
  });

  it('is another for each purpose and each store', () => {
    const keys = [
      deriveKey('one', 'api-key'),
      deriveKey('one', 'session'),
      deriveKey('one', 'client-address'),
      deriveKey('other', 'api-key'),
    ];
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(4);
  });
});
