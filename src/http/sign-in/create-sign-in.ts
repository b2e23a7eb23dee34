import { APIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { phoneNumber } from 'better-auth/plugins/phone-number';
import { type Door, PASSWORD_LENGTH } from '../../app/people/accept-invitation.ts';
import { hashSecret, isSecret, pepperOf } from '../../app/people/password.ts';
import { noAddress } from '../../app/people/person-view.ts';
import { type IdPrefix, newId } from '../../app/people/secret-link.ts';
import { signInStore } from '../../app/people/sign-in-store.ts';
import { addressOfTenant } from '../../app/tenants/address-of-tenant.ts';
import { deriveKey } from '../../domain/derive-key.ts';
import type { Services } from '../services.ts';
import { ownWays } from './own-ways.ts';
import { isTrusted, providerConfig } from './providers.ts';

const DAY_SECONDS = 24 * 3600;
const CODE_SECONDS = 5 * 60;
const RESET_SECONDS = 3600;

const ID_PREFIXES: Readonly<Record<string, IdPrefix>> = {
  user: 'per',
  session: 'ses',
  account: 'acc',
  verification: 'ver',
};

/**
 * What lets people in: better-auth for one tenant at one address, with the ways in that are switched on. Nobody signs up;
 * who comes in was let in by somebody before.
 */
export const createSignIn = (
  door: Door,
  origin: string,
  { signIn: options, log, tenant: only }: Pick<Services, 'signIn' | 'log' | 'tenant'>,
  background: (work: Promise<unknown>) => void,
) => {
  const { identityKey } = door.store;
  const pepper = pepperOf(identityKey);
  const { providers, sendText, sendMail, publicUrl } = options;
  return betterAuth({
    appName: 'Laurel',
    baseURL: origin,
    basePath: '/api/auth',
    secret: deriveKey(identityKey, 'session').toString('base64'),
    trustedOrigins: [origin],
    database: signInStore(door),
    telemetry: { enabled: false },
    // Its texts name people; what went wrong is enough.
    logger: { level: 'error', log: (level) => log({ level: 'error', message: `sign-in: ${level}` }) },
    // What nobody expected is thrown, so that it is told like everything else; the library would write it out with its values.
    onAPIError: { errorURL: `${origin}/sign-in`, throw: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      password: {
        hash: (password) => hashSecret(pepper, password),
        verify: ({ hash, password }) => isSecret(pepper, hash, password),
      },
      ...(sendMail &&
        publicUrl !== undefined && {
          sendResetPassword: async ({ user, token }) => {
            if (user.email === noAddress(user.id)) return;
            const until = Date.now() + RESET_SECONDS * 1000;
            // Each of several tenants has an address of its own.
            const address = only === undefined ? await addressOfTenant(door) : publicUrl;
            const content = `${address ?? publicUrl}/reset#${token}`;
            await sendMail({ to: { email: user.email }, kind: 'reset', content, until });
          },
        }),
    },
    user: {
      additionalFields: {
        roles: { type: 'string[]', required: true, input: false },
        rep: { type: 'string', required: false, input: false },
        blocked: { type: 'boolean', required: true, input: false },
      },
    },
    session: { expiresIn: 30 * DAY_SECONDS, updateAge: DAY_SECONDS, freshAge: 0 },
    account: {
      accountLinking: {
        enabled: true,
        allowDifferentEmails: true,
        // The address of a person was given by whoever let that person in.
        requireLocalEmailVerified: false,
        // Of those whose addresses nobody has checked only accounts that are linked by somebody who is in come in.
        trustedProviders: providers.filter(isTrusted).map(({ id }) => id),
      },
    },
    verification: { storeIdentifier: 'hashed' },
    // Its windows begin anew with each request, and know nothing of whom it is about; see limit-attempts.ts.
    rateLimit: { enabled: false },
    advanced: {
      // Said, since the library leaves both out where NODE_ENV says that this is a test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      cookiePrefix: 'laurel',
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      backgroundTasks: { handler: background },
      // Where somebody is signed in is told by the browser; addresses are not kept.
      ipAddress: { disableIpTracking: true },
      database: {
        generateId: ({ model }) => newId(ID_PREFIXES[model] ?? 'idn'),
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, ctx) => {
            const user = await ctx?.context.internalAdapter.findUserById(session.userId);
            if (user && !(user as { blocked?: unknown }).blocked) return undefined;
            throw new APIError('FORBIDDEN', {
              message: 'This person is not let in any more.',
              code: 'BLOCKED',
            });
          },
        },
      },
      account: {
        // Nothing is done elsewhere in anybody's name, so the keys to it are not kept.
        create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
        update: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
      },
    },
    plugins: [
      ownWays(door, options),
      ...(sendText
        ? [
            phoneNumber({
              expiresIn: CODE_SECONDS,
              allowedAttempts: 3,
              phoneNumberValidator: (phone) => /^\+[1-9]\d{6,14}$/.test(phone),
              sendOTP: async ({ phoneNumber: phone, code }, ctx) => {
                // Nobody is told whether a number is known, and no stranger is sent a message.
                const where = [{ field: 'phoneNumber', value: phone }];
                const known = await ctx?.context.adapter.findOne({ model: 'user', where });
                const until = Date.now() + CODE_SECONDS * 1000;
                if (known) await sendText({ to: { phone }, kind: 'code', content: code, until });
              },
            }),
          ]
        : []),
      ...(providers.length > 0 ? [genericOAuth({ config: providers.map(providerConfig) })] : []),
    ],
  });
};

const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null } as const;

export type SignIn = ReturnType<typeof createSignIn>;
