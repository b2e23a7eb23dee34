import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { addressSubject } from '../../app/limits/address-subject.ts';
import type { Allowance, Allowances, RatePolicy } from '../../app/limits/allowances.ts';
import type { ApiEnv } from '../api.ts';
import { problemResponse } from '../problem.ts';
import type { Services } from '../services.ts';

/** Lets each person and each program do so many requests in a window, and tells of it in every answer. */
export const limitRates = ({ limits }: Pick<Services, 'limits'>, allowances: Allowances) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const context = c.get('context');
    const kind = context.roles.includes('integrator') ? 'keys' : 'people';
    const policy = limits[kind];
    const { tenant, store } = context;
    const subject = `actor:${context.actor}`;
    const allowance = await allowances.take({ tenant, store, subject, policy });
    if (allowance.admitted) await next();
    else c.res = tooMany(c, allowance, 'There were too many requests.');
    tell(c, kind, policy, allowance);
  });

/** In the form of draft-ietf-httpapi-ratelimit-headers-11. */
const tell = (c: Context, name: string, { requests, seconds }: RatePolicy, allowance: Allowance): void => {
  c.header('ratelimit-policy', `"${name}";q=${requests};w=${seconds}`);
  c.header('ratelimit', `"${name}";r=${allowance.remaining};t=${allowance.resetSeconds}`);
};

const tooMany = (c: Context, { resetSeconds }: Allowance, why: string): Response =>
  problemResponse(c, {
    code: 'rate-limit',
    detail: `${why} Try again in ${resetSeconds} s.`,
    retryAfterSeconds: resetSeconds,
  });

const GUESSES = 'Too many tokens that are none came from this address.';

/**
 * Counts the false tokens that come from an address. Beyond a number of them it is refused before its token is looked at, so
 * that nobody can go on guessing. Tokens that are valid cost nothing.
 */
export type Guesses = Readonly<{
  /** The refusal of an address that has guessed too often. */
  refusal(c: Context<ApiEnv>): Response | undefined;
  /** Counts one more; gives the refusal where that is one too many. */
  count(c: Context<ApiEnv>): Promise<Response | undefined>;
}>;

export const countGuesses = (
  { clientAddress, limits }: Pick<Services, 'clientAddress' | 'limits'>,
  allowances: Allowances,
): Guesses => {
  const askedBy = (c: Context<ApiEnv>) => {
    const [tenant, store] = [c.get('tenant'), c.get('store')];
    const address = clientAddress(c.req.raw, c.env);
    if (address === undefined) return undefined;
    return { tenant, store, subject: addressSubject({ tenant, store }, address) };
  };
  return {
    refusal: (c) => {
      const asked = askedBy(c);
      const spent = asked && allowances.spent(asked);
      return spent && tooMany(c, spent, GUESSES);
    },
    count: async (c) => {
      const asked = askedBy(c);
      if (!asked) return undefined;
      const allowance = await allowances.take({ ...asked, policy: limits.failures });
      return allowance.admitted ? undefined : tooMany(c, allowance, GUESSES);
    },
  };
};
