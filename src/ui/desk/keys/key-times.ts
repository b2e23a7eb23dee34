import type { ApiKey } from '../../../../schemas/api-key.ts';
import { dayOf, timeText } from '../../language/format.ts';

const DAY_MS = 86_400_000;

/** A key that ends in fewer days than these wants a new one soon. */
const SOON_DAYS = 30;

/** How a key stands; one that was replaced still opens for its grace. */
export const stateOf = ({ status, replacedBy }: ApiKey): ApiKey['status'] | 'replaced' =>
  status === 'valid' && replacedBy !== undefined ? 'replaced' : status;

/** In how many whole days a key ends that is near its end and has no successor; undefined for every other. */
export const daysLeft = (key: ApiKey, now: number): number | undefined => {
  const left = Date.parse(key.expiresAt) - now;
  return stateOf(key) === 'valid' && left < SOON_DAYS * DAY_MS
    ? Math.max(0, Math.floor(left / DAY_MS))
    : undefined;
};

/** `2027-11-24 14:05` in the zone of the plan: keys live longer than the year is clear without saying. */
export const wholeMoment = (time: string, timeZone: string): string =>
  `${dayOf(time, timeZone)} ${timeText(time, timeZone)}`;

/** Keys that open something before those that are over; otherwise as they were. */
export const openFirst = (keys: readonly ApiKey[]): readonly ApiKey[] => [
  ...keys.filter(({ status }) => status === 'valid'),
  ...keys.filter(({ status }) => status !== 'valid'),
];
