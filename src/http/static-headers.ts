import { secureHeaders } from 'hono/secure-headers';

/** What every answer says of what a page of ours may load, and who may frame it; files that Workers serve say it too. */
export const securityHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    // Swagger UI draws its arrows as data URLs, and Mantine sets styles on elements.
    imgSrc: ["'self'", 'data:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    objectSrc: ["'none'"],
    baseUri: ["'self'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
});

/** For files whose names change with their content. */
export const CACHED_FOREVER = 'public, max-age=31536000, immutable';
