import type { Context } from 'hono';

/** Where the browser believes this request went: a proxy before this service may have ended TLS. */
export const originOf = (c: Context): string => {
  const { protocol, host } = new URL(c.req.url);
  const isSecure = protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https';
  return `${isSecure ? 'https' : 'http'}://${host}`;
};

const READS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a request changes nothing or comes from a page of this address, as the browser says itself by `Origin` or
 * `Sec-Fetch-Site`, which no page can make up.
 */
export const isFromOwnPage = (c: Context): boolean =>
  READS.includes(c.req.method) ||
  c.req.header('origin') === originOf(c) ||
  (c.req.header('origin') === undefined && c.req.header('sec-fetch-site') === 'same-origin');
