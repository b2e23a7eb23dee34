import { LaurelError } from '../app/errors.ts';
import type { RatePolicy } from '../app/limits/allowances.ts';

/** How much is let through, and how long work may take. */
export type Limits = Readonly<{
  /** Of each person. */
  people: RatePolicy;
  /** Of each program; a batch is one request. */
  keys: RatePolicy;
  /** Of the false tokens that come from one address. */
  failures: RatePolicy;
  /** Seconds that the work of a request may take, and that of an import. */
  request: number;
  import: number;
}>;

export const DEFAULT_LIMITS: Limits = {
  people: { requests: 300, seconds: 60 },
  keys: { requests: 6_000, seconds: 60 },
  failures: { requests: 60, seconds: 60 },
  request: 30,
  import: 60,
};

const MOST_REQUESTS = 1_000_000;
/** The hash of an address is forgotten with its window. */
const MOST_SECONDS = 3_600;

/**
 * Reads `LAUREL_LIMITS`, such as `people=300 keys=6000/60 failures=60 request=30 import=60`: requests in so many seconds, a
 * minute when left out, and seconds of work. What is not named stays as it is.
 * @throws LaurelError `invalid`
 */
export const parseLimits = (text: string | undefined): Limits => {
  const limits: { -readonly [Name in keyof Limits]: Limits[Name] } = { ...DEFAULT_LIMITS };
  for (const part of (text ?? '').split(/\s+/).filter(Boolean)) {
    const [, name = '', first = '', second] = /^(\w+)=(\d{1,7})(?:\/(\d{1,5}))?$/.exec(part) ?? [];
    const count = Number(first);
    if (isRate(name) && isWithin(count, MOST_REQUESTS) && isWithin(Number(second ?? 60), MOST_SECONDS))
      limits[name] = { requests: count, seconds: Number(second ?? 60) };
    else if (isDuration(name) && second === undefined && isWithin(count, MOST_SECONDS)) limits[name] = count;
    else
      throw new LaurelError(
        'invalid',
        `LAUREL_LIMITS: “${part}” is no limit; write such as “people=300/60 keys=6000 failures=60 request=30 import=60”.`,
      );
  }
  return limits;
};

const isRate = (name: string): name is 'people' | 'keys' | 'failures' =>
  ['people', 'keys', 'failures'].includes(name);
const isDuration = (name: string): name is 'request' | 'import' => ['request', 'import'].includes(name);
const isWithin = (value: number, most: number): boolean => value >= 1 && value <= most;
