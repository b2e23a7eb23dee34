import { hkdfSync } from 'node:crypto';

/** What a key is derived for. Each has a key of its own: who learns one learns nothing of another. */
export type KeyPurpose = 'api-key' | 'session' | 'client-address';

/**
 * The key of 32 bytes that a store uses for one purpose, always the same: HKDF (RFC 5869) with SHA-256 of the key that
 * makes its internal ids, which must be as hard to guess as it is made.
 */
export const deriveKey = (identityKey: string, purpose: KeyPurpose): Buffer =>
  Buffer.from(hkdfSync('sha256', identityKey, '', `laurel/${purpose}`, 32));
