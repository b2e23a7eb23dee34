import { randomUUID } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import type { ApiEnv } from '../api.ts';
import type { Services } from '../services.ts';

/**
 * Gives every request an id, which the answer repeats, and a line in the log: the route as it is declared, never the
 * path, which holds the codes of people.
 */
export const observe = ({ log, now }: Pick<Services, 'log' | 'now'>) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const requestId = randomUUID();
    const began = now();
    c.set('requestId', requestId);
    c.header('x-request-id', requestId);
    await next();
    c.header('x-request-id', requestId);
    const { status } = c.res;
    log({
      level: status >= 500 ? 'error' : 'info',
      message: 'request',
      requestId,
      method: c.req.method,
      route: matchedRoutes(c).findLast(({ path }) => !path.includes('*'))?.path ?? elsewhere(c.req.path),
      status,
      milliseconds: Math.round(now() - began),
    });
  });

/** What no declared route answers; of signing in no more than that, whatever stands in the address. */
const elsewhere = (path: string): string => (path.startsWith('/api/auth/') ? '/api/auth/*' : 'none');
