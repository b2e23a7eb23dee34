import type { Context as HttpContext } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Actor } from '../../app/context.ts';
import type { ApiEnv } from '../api.ts';
import { problemResponse } from '../problem.ts';
import type { Services } from '../services.ts';
import { isFromOwnPage } from '../sign-in/same-origin.ts';
import { actorOfSession, hasSession } from '../sign-in/session-of.ts';

/** Refuses who brings neither a bearer token nor a session, or that of nobody. */
export const authenticate = (services: Services) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const authorization = c.req.header('authorization');
    const isBySession = authorization === undefined && hasSession(c);
    // A browser sends the session along with whatever any page lets it send.
    if (isBySession && !isFromOwnPage(c))
      return problemResponse(c, {
        code: 'forbidden',
        detail: 'With a session, changes are made from pages of this address only.',
      });
    const actor = isBySession
      ? await actorOfSession(services, c)
      : await holderOf(services, c, authorization ?? '');
    if (!actor)
      return problemResponse(c, {
        code: 'unauthenticated',
        detail: 'Sign in, or send the header “Authorization: Bearer …” with a token that is valid here.',
      });
    c.set('context', { ...actor, store: c.get('store') });
    return next();
  });

/** Whom a bearer token stands for. */
const holderOf = async (
  { actorOf }: Pick<Services, 'actorOf'>,
  c: HttpContext<ApiEnv>,
  authorization: string,
): Promise<Actor | undefined> => {
  const token = /^Bearer ([\w.~+/-]{16,400}=*)$/i.exec(authorization)?.[1];
  const actor = token === undefined ? undefined : await actorOf(token);
  return actor?.tenant === c.get('tenant') ? actor : undefined;
};
