import type { Context as HttpContext } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Actor } from '../../app/context.ts';
import { findKey } from '../../app/keys/find-key.ts';
import { KEY_PREFIX } from '../../app/keys/key-token.ts';
import type { Allowances } from '../../app/limits/allowances.ts';
import type { ApiEnv } from '../api.ts';
import { problemResponse } from '../problem.ts';
import type { Services } from '../services.ts';
import { isFromOwnPage } from '../sign-in/same-origin.ts';
import { actorOfSession, hasSession } from '../sign-in/session-of.ts';
import { countGuesses } from './limit-rates.ts';
import { deadlineOf } from './time-limit.ts';

type Ctx = HttpContext<ApiEnv>;

/** Refuses who brings neither a bearer token nor a session, or that of nobody, or has guessed too often. */
export const authenticate = (services: Services, allowances: Allowances) => {
  const guesses = countGuesses(services, allowances);
  return createMiddleware<ApiEnv>(async (c, next) => {
    const authorization = c.req.header('authorization');
    const token = /^Bearer ([\w.~+/-]{16,400}=*)$/i.exec(authorization ?? '')?.[1];
    const isBySession = authorization === undefined && hasSession(c);
    // A browser sends the session along with whatever any page lets it send.
    if (isBySession && !isFromOwnPage(c))
      return problemResponse(c, {
        code: 'forbidden',
        detail: 'With a session, changes are made from pages of this address only.',
      });
    if (!isBySession && token === undefined) return unknown(c);
    // Nobody guesses a session, and colleagues may share an address with somebody who guesses.
    const refusal = isBySession ? undefined : guesses.refusal(c);
    if (refusal) return refusal;
    const actor = isBySession ? await actorOfSession(services, c) : await holderOf(services, c, token ?? '');
    // A session that has ended is no guess.
    if (!actor) return isBySession ? unknown(c) : ((await guesses.count(c)) ?? unknown(c));
    c.set('context', { ...actor, store: c.get('store'), ...deadlineOf(c, services.limits) });
    return next();
  });
};

const unknown = (c: HttpContext): Response =>
  problemResponse(c, {
    code: 'unauthenticated',
    detail: 'Sign in, or send the header “Authorization: Bearer …” with a token that is valid here.',
  });

/** Whom a token stands for: a key is looked up in the store of the tenant. */
const holderOf = async (
  { actorOf }: Pick<Services, 'actorOf'>,
  c: Ctx,
  token: string,
): Promise<Actor | undefined> => {
  const tenant = c.get('tenant');
  if (token.startsWith(KEY_PREFIX)) return findKey({ tenant, store: c.get('store') }, token);
  const actor = await actorOf(token);
  return actor?.tenant === tenant ? actor : undefined;
};
