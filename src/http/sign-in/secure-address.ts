import { z } from 'zod';

/** An address that secrets may go to: https, or this very machine, as in tests and beside a proxy. */
export const SecureAddress = z
  .url()
  .refine((url) => url.startsWith('https://') || /^http:\/\/(127\.0\.0\.1|localhost)([:/]|$)/.test(url), {
    message: 'an address that begins with https://',
  });
