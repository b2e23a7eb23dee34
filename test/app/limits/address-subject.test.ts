import { describe, expect, it } from 'vitest';
import { addressSubject, networkOf } from '../../../src/app/limits/address-subject.ts';

describe('the network of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
    ['a:b', 'a:b'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('the subject of an address', () => {
  const store = { db: {} as never, identityKey: 'one' };

  it('says nothing of it, and is another in another store and for another tenant', () => {
    const subjects = [
      addressSubject({ tenant: 'a', store }, '203.0.113.7'),
      addressSubject({ tenant: 'b', store }, '203.0.113.7'),
      addressSubject({ tenant: 'a', store: { ...store, identityKey: 'other' } }, '203.0.113.7'),
      addressSubject({ tenant: 'a', store }, '203.0.113.8'),
    ];
    expect(new Set(subjects).size).toBe(4);
    for (const subject of subjects) expect(subject).toMatch(/^address:[\w-]{43}$/);
    expect(addressSubject({ tenant: 'a', store }, '2001:db8:1:2::1')).toBe(
      addressSubject({ tenant: 'a', store }, '2001:db8:1:2:ffff::'),
    );
  });
});
