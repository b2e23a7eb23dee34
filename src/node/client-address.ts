import type { HttpBindings } from '@hono/node-server';

/**
 * Where requests come from: the socket, or where so many proxies stand before the service, what the outermost of them has
 * added to `x-forwarded-for`. What stands left of that anybody could have written.
 */
export const clientAddress =
  (trustedProxies: number) =>
  (request: Request, env: unknown): string | undefined => {
    const socket = (env as Partial<HttpBindings> | undefined)?.incoming?.socket?.remoteAddress;
    if (trustedProxies === 0) return socket;
    const named = (request.headers.get('x-forwarded-for') ?? '').split(',').map((each) => each.trim());
    return named.at(-trustedProxies) || socket;
  };
