import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { ApiEnv } from '../api.ts';
import { problemResponse } from '../problem.ts';

/**
 * Refuses percent-encoding that is no text in UTF-8, with the place of each. The router leaves it as it stands, so that
 * it would be taken for the code of something, and kept as one.
 */
export const checkAddress = createMiddleware<ApiEnv>(async (c, next) => {
  if (!c.req.url.includes('%')) return next();
  const { pathname, search } = new URL(c.req.url);
  const places = [...undecodableInPath(pathname, routePath(c)), ...undecodableInQuery(search)];
  if (places.length === 0) return next();
  const detail = 'The percent-encoding of the address is no text in UTF-8.';
  return problemResponse(c, {
    code: 'invalid',
    detail,
    errors: places.map((pointer) => ({ pointer, detail })),
  });
});

const undecodableInPath = (pathname: string, template: string): string[] => {
  const names = template.split('/');
  return pathname
    .split('/')
    .flatMap((segment, at) => (isText(segment) ? [] : [`path:${(names[at] ?? '').replace(/^:/, '')}`]));
};

const undecodableInQuery = (search: string): string[] =>
  search
    .slice(1)
    .split('&')
    .flatMap((pair) => {
      if (isText(pair)) return [];
      const [name = ''] = pair.split('=');
      return [`query:${isText(name) ? decodeURIComponent(name) : name}`];
    });

const isText = (encoded: string): boolean => {
  try {
    decodeURIComponent(encoded);
    return true;
  } catch {
    return false;
  }
};
