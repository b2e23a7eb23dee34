import { createHmac } from 'node:crypto';
import { deriveKey } from '../../domain/derive-key.ts';
import type { Context } from '../context.ts';

/**
 * The subject that an address of a client is counted as: a keyed hash, since addresses are personal. An IPv6 address counts as
 * the network of 64 bits that it is in, which one client has to itself.
 */
export const addressSubject = (
  { tenant, store }: Pick<Context, 'tenant' | 'store'>,
  address: string,
): string =>
  `address:${createHmac('sha256', deriveKey(store.identityKey, 'client-address'))
    .update(`${tenant}\n${networkOf(address)}`)
    .digest('base64url')}`;

/** An IPv4 address as it is, also where it is written as IPv6, and the first 64 bits of an IPv6 address. */
export const networkOf = (address: string): string => {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  const [withoutZone = ''] = address.split('%');
  if (!withoutZone.includes(':') || !URL.canParse(`http://[${withoutZone}]`)) return address;
  const [head = '', tail] = new URL(`http://[${withoutZone}]`).hostname.slice(1, -1).split('::');
  const groups = groupsOf(head);
  const behind = tail === undefined ? [] : groupsOf(tail);
  const zeros = Array.from({ length: 8 - groups.length - behind.length }, () => '0');
  return `${[...groups, ...zeros, ...behind].slice(0, 4).join(':')}::/64`;
};

const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));
