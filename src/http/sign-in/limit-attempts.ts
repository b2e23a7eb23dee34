import { createHmac } from 'node:crypto';
import type { Context } from 'hono';
import { addressSubject } from '../../app/limits/address-subject.ts';
import type { Allowance, Allowances, RatePolicy } from '../../app/limits/allowances.ts';
import { deriveKey } from '../../domain/derive-key.ts';
import type { ApiEnv } from '../api.ts';
import { problemResponse } from '../problem.ts';
import type { Services } from '../services.ts';
import type { Offered } from './offered.ts';

/** A whole company may come in at half past eight from one address. */
const OF_ADDRESS: RatePolicy = { requests: 300, seconds: 60 };

/** Of one address of mail or one number, wherever the requests come from: what is sent there, and what fails there. */
const SENT: RatePolicy = { requests: 5, seconds: 600 };
const FAILED: RatePolicy = { requests: 20, seconds: 900 };

const COUNTED: Readonly<Partial<Record<Offered, Readonly<{ field: string; when: 'asked' | 'failed' }>>>> = {
  '/sign-in/email': { field: 'email', when: 'failed' },
  '/phone-number/verify': { field: 'phoneNumber', when: 'failed' },
  '/phone-number/send-otp': { field: 'phoneNumber', when: 'asked' },
  '/request-password-reset': { field: 'email', when: 'asked' },
};

type Body = Readonly<Record<string, unknown>>;

/**
 * How often somebody may try to come in, whatever process answers: by the address a request comes from, so that nobody floods
 * us, and by whom it is about, so that guessing from many addresses does not help. PINs are counted on their phone.
 */
export const limitAttempts = ({ clientAddress }: Pick<Services, 'clientAddress'>, allowances: Allowances) => {
  const doorOf = (c: Context<ApiEnv>) => ({ tenant: c.get('tenant'), store: c.get('store') });

  /** The subject that an attempt counts for; the mail or number stands in it as a keyed hash. */
  const subjectOf = (c: Context<ApiEnv>, path: Offered, body: Body): string | undefined => {
    const counted = COUNTED[path];
    if (!counted) return undefined;
    const { tenant, store } = doorOf(c);
    const about = createHmac('sha256', deriveKey(store.identityKey, 'client-address'))
      .update(`${tenant}\n${String(body[counted.field])}`)
      .digest('base64url');
    return `${counted.when}:${path}:${about}`;
  };

  return {
    /** The refusal of one that is too many, before anything is looked at. */
    before: async (c: Context<ApiEnv>, path: Offered, body: Body): Promise<Response | undefined> => {
      const door = doorOf(c);
      const address = clientAddress(c.req.raw, c.env);
      if (address !== undefined) {
        const subject = `sign-in:${addressSubject(door, address)}`;
        const taken = await allowances.take({ ...door, subject, policy: OF_ADDRESS });
        if (!taken.admitted) return tooOften(c, taken);
      }
      const subject = subjectOf(c, path, body);
      if (subject === undefined) return undefined;
      const spent = allowances.spent({ ...door, subject });
      if (spent) return tooOften(c, spent);
      if (COUNTED[path]?.when === 'failed') return undefined;
      const taken = await allowances.take({ ...door, subject, policy: SENT });
      return taken.admitted ? undefined : tooOften(c, taken);
    },
    /** Counts what was refused; gives another refusal where that was one too many. */
    failed: async (c: Context<ApiEnv>, path: Offered, body: Body): Promise<Response | undefined> => {
      const subject = subjectOf(c, path, body);
      if (subject === undefined || COUNTED[path]?.when !== 'failed') return undefined;
      const taken = await allowances.take({ ...doorOf(c), subject, policy: FAILED });
      return taken.admitted ? undefined : tooOften(c, taken);
    },
  };
};

const tooOften = (c: Context, { resetSeconds }: Allowance): Response =>
  problemResponse(c, {
    code: 'rate-limit',
    detail: `This was tried too often. Try again in ${resetSeconds} s.`,
    retryAfterSeconds: resetSeconds,
  });
