import type { Context } from 'hono';

/** Where the browser believes this request went: a proxy before this service may have ended TLS. */
export const originOf = (c: Context): string => {
  const { protocol, host } = new URL(c.req.url);
  const isSecure = protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https';
  return `${isSecure ? 'https' : 'http'}://${host}`;
};

/**
 * Whether a request names this service as its people do: by an address in digits, as `localhost`, or by its public address. Any
 * other name may be a stranger's that was made to lead here, so that a page of that stranger may read what is told.
 */
export const isKnownName = (c: Context, publicUrl: string | undefined): boolean => {
  const { hostname } = new URL(c.req.url);
  const isDigits = /^[\d.]+$/.test(hostname) || hostname.startsWith('[');
  return (
    isDigits ||
    hostname === 'localhost' ||
    (publicUrl !== undefined && new URL(publicUrl).hostname === hostname)
  );
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
