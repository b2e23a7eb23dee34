import { createMiddleware } from 'hono/factory';
import type { ApiEnv } from '../api.ts';
import { problemResponse } from '../problem.ts';
import type { Services } from '../services.ts';

/** Refuses who brings no bearer token, or that of nobody. */
export const authenticate = ({ actorOf }: Pick<Services, 'actorOf'>) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const token = /^Bearer ([\w.~+/-]{16,400}=*)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const actor = token === undefined ? undefined : await actorOf(token);
    if (!actor)
      return problemResponse(c, {
        code: 'unauthenticated',
        detail: 'Send the header “Authorization: Bearer …” with a token that is valid here.',
      });
    c.set('actor', actor);
    return next();
  });

/** Opens the store for a request and closes it when the answer is on its way. */
export const openContext = ({ openStore }: Pick<Services, 'openStore'>) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const { store, close } = await openStore();
    c.set('context', { ...c.get('actor'), store });
    try {
      await next();
    } finally {
      await close();
    }
  });
