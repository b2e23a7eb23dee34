import { z } from 'zod';

const Provider = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'the id of a provider');
/** Where the browser goes on, on this address. */
const Path = z.string().regex(/^\/(?![/\\])[^\p{Cc}\\]{0,500}$/u, 'a path of this address');
const Email = z.string().trim().toLowerCase().min(3).max(254);
const Password = z.string().min(1).max(500);
const Phone = z.string().min(1).max(40);
const Link = z.string().min(1).max(200);
const Token = z.string().min(1).max(500);
const Pin = z.string().min(1).max(20);
const Nothing = z.strictObject({});
const AtProvider = z.strictObject({
  provider: Provider,
  callbackURL: Path,
  errorCallbackURL: Path.optional(),
});

/**
 * What the library is asked for, with the fields that are passed on. It can do more and reads more, which nobody here needs
 * and nobody is offered: an id token from elsewhere, data to keep, a phone number to take.
 */
export const OFFERED = {
  '/sign-in/email': z.strictObject({ email: Email, password: Password }),
  '/sign-in/social': AtProvider,
  '/sign-in/pin': z.strictObject({ pin: Pin }),
  '/sign-in/persona': z.strictObject({ token: Token }),
  '/sign-out': Nothing,
  '/invitation/read': z.strictObject({ invitation: Link }),
  '/invitation/accept': z.strictObject({
    invitation: Link,
    pin: Pin.optional(),
    password: Password.optional(),
    // It becomes the person's, so it has to be one.
    email: z.email().max(254).toLowerCase().optional(),
  }),
  '/phone-number/send-otp': z.strictObject({ phoneNumber: Phone }),
  '/phone-number/verify': z.strictObject({ phoneNumber: Phone, code: Pin }),
  '/request-password-reset': z.strictObject({ email: Email }),
  '/reset-password': z.strictObject({ token: Token, newPassword: Password }),
  // Whoever changes a password fears that somebody else knows the old one.
  '/change-password': z
    .strictObject({
      currentPassword: Password,
      newPassword: Password,
      revokeOtherSessions: z.boolean().optional(),
    })
    .transform((body) => ({ ...body, revokeOtherSessions: true })),
  '/revoke-session': z.strictObject({ token: Token }),
  '/revoke-other-sessions': Nothing,
  '/link-social': AtProvider,
  '/unlink-account': z.strictObject({ accountId: Token }),
} as const satisfies Readonly<Record<string, z.ZodType>>;
export type Offered = keyof typeof OFFERED;

/** What is read of the library. */
const READ = /^\/(list-sessions|this-session|list-accounts|callback\/[a-z][a-z0-9-]*)$/;

export const isOffered = (path: string): path is Offered => Object.hasOwn(OFFERED, path);
export const isRead = (path: string): boolean => READ.test(path);
