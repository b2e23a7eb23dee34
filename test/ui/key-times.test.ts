import { expect, it } from 'vitest';
import { type ApiKey, KeyRotation, NewKey } from '../../schemas/api-key.ts';
import { daysLeft, openFirst, stateOf } from '../../src/ui/desk/keys/key-times.ts';
import { DAYS, GRACE_HOURS, wholeNumber } from '../../src/ui/desk/keys/whole-number.ts';

const NOW = Date.parse('2026-11-24T02:00:00Z');
const HOUR = 3_600_000;

const keyFor = (hours: number, more: Partial<ApiKey> = {}): ApiKey => ({
  id: '4h7k0m2q9x',
  name: 'erp',
  shown: 'lrl_4h7k0m2q9x',
  status: 'valid',
  createdAt: '2026-11-24T02:00:00Z',
  createdBy: 'admin',
  expiresAt: new Date(NOW + hours * HOUR).toISOString(),
  ...more,
});

it('marks a key that ends in less than thirty days, unless it is over or has a successor', () => {
  expect(daysLeft(keyFor(30 * 24), NOW)).toBeUndefined();
  expect(daysLeft(keyFor(30 * 24 - 1), NOW)).toBe(29);
  expect(daysLeft(keyFor(23), NOW)).toBe(0);
  expect(daysLeft(keyFor(-1), NOW)).toBe(0);
  expect(daysLeft(keyFor(23, { status: 'expired' }), NOW)).toBeUndefined();
  expect(daysLeft(keyFor(23, { replacedBy: '0000000000' }), NOW)).toBeUndefined();
});

it('tells a key that was replaced from one that was not, while it opens something', () => {
  const replaced = { replacedBy: '0000000000' };
  expect(stateOf(keyFor(1))).toBe('valid');
  expect(stateOf(keyFor(1, replaced))).toBe('replaced');
  expect(stateOf(keyFor(1, { ...replaced, status: 'revoked' }))).toBe('revoked');
});

it('puts keys that open something first, and keeps their order', () => {
  const keys = (['revoked', 'valid', 'expired', 'valid'] as const).map((status, index) =>
    keyFor(1, { status, id: String(index) }),
  );
  expect(openFirst(keys).map(({ id }) => id)).toEqual(['1', '3', '0', '2']);
});

it('takes the days and hours that the service takes, and no others', () => {
  const takesDays = (expiresDays: number) => NewKey.safeParse({ name: 'erp', expiresDays }).success;
  const takesHours = (graceHours: number) => KeyRotation.safeParse({ graceHours }).success;
  for (const value of [0, 1, 400, 401, 720, 721]) {
    expect(wholeNumber(String(value), DAYS) !== undefined, `${value} days`).toBe(takesDays(value));
    expect(wholeNumber(String(value), GRACE_HOURS) !== undefined, `${value} hours`).toBe(takesHours(value));
  }
  for (const text of ['', ' ', '1.5', '-1', '1e2', 'ten', '0x10'])
    expect(wholeNumber(text, DAYS)).toBeUndefined();
  expect(wholeNumber(' 30 ', DAYS)).toBe(30);
});
