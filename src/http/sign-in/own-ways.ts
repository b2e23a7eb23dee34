import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint, sessionMiddleware } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { LaurelError } from '../../app/errors.ts';
import { acceptInvitation, type Door, readInvitation } from '../../app/people/accept-invitation.ts';
import { checkPin } from '../../app/people/check-pin.ts';
import { OFFERED } from './offered.ts';
import type { SignInOptions } from './sign-in-options.ts';

/** A phone keeps what makes its PIN worth something for as long as browsers keep anything. */
const DEVICE_SECONDS = 400 * 24 * 3600;

type EndpointContext = Parameters<typeof setSessionCookie>[0];

/**
 * The ways in that are Laurel's own: by a link that somebody was given, by a PIN on one's own phone, and as somebody of the
 * demo. Whoever comes in has a session of the library like everybody else.
 */
export const ownWays = (door: Door, { personOfToken }: Pick<SignInOptions, 'personOfToken'>) =>
  ({
    id: 'laurel',
    endpoints: {
      readInvitation: createAuthEndpoint(
        '/invitation/read',
        { method: 'POST', body: OFFERED['/invitation/read'] },
        async (ctx) => {
          const invited = await readInvitation(door, ctx.body.invitation);
          if (!invited) throw unusable();
          return ctx.json(invited);
        },
      ),
      acceptInvitation: createAuthEndpoint(
        '/invitation/accept',
        {
          method: 'POST',
          body: OFFERED['/invitation/accept'],
        },
        async (ctx) => {
          const { invitation, ...chosen } = ctx.body;
          const accepted = await acceptInvitation(door, invitation, chosen).catch(asApiError);
          if (!accepted) throw unusable();
          if (accepted.device !== undefined) await keepDevice(ctx, accepted.device);
          return enter(ctx, accepted.person);
        },
      ),
      signInPin: createAuthEndpoint(
        '/sign-in/pin',
        { method: 'POST', body: OFFERED['/sign-in/pin'] },
        async (ctx) => {
          const device = (await ctx.getSignedCookie(deviceCookie(ctx).name, ctx.context.secret)) || '';
          const checked = await checkPin(door, { device, pin: ctx.body.pin });
          if (checked.kind === 'right') return enter(ctx, checked.person);
          if (checked.kind === 'wrong')
            throw new APIError('UNAUTHORIZED', {
              message: `This PIN is wrong; ${checked.left} tries are left.`,
              code: `WRONG_PIN_${checked.left}`,
            });
          throw new APIError('FORBIDDEN', {
            message: 'No PIN opens anything on this phone any more; ask for a new link.',
            code: 'DEVICE_UNUSABLE',
          });
        },
      ),
      /** Which of the sessions that the library lists is the one that asks. */
      thisSession: createAuthEndpoint('/this-session', { method: 'GET', use: [sessionMiddleware] }, (ctx) =>
        ctx.json({ id: ctx.context.session.session.id }),
      ),
      ...(personOfToken && {
        signInPersona: createAuthEndpoint(
          '/sign-in/persona',
          { method: 'POST', body: OFFERED['/sign-in/persona'] },
          async (ctx) => {
            const person = personOfToken(ctx.body.token);
            if (person === undefined)
              throw new APIError('UNAUTHORIZED', {
                message: 'Nobody of the demo has this token.',
                code: 'UNKNOWN',
              });
            return enter(ctx, person);
          },
        ),
      }),
    },
  }) satisfies BetterAuthPlugin;

/** Signs a person in. */
const enter = async (ctx: EndpointContext, person: string) => {
  const user = await ctx.context.internalAdapter.findUserById(person);
  const session = user && (await ctx.context.internalAdapter.createSession(person));
  if (!user || !session) throw new APIError('UNAUTHORIZED', { message: 'This person is not let in.' });
  await setSessionCookie(ctx, { session, user });
  return ctx.json({ signedIn: true });
};

const deviceCookie = (ctx: EndpointContext) =>
  ctx.context.createAuthCookie('device', { maxAge: DEVICE_SECONDS });

const keepDevice = async (ctx: EndpointContext, device: string): Promise<void> => {
  const { name, attributes } = deviceCookie(ctx);
  await ctx.setSignedCookie(name, device, ctx.context.secret, attributes);
};

const unusable = (): APIError =>
  new APIError('BAD_REQUEST', {
    message: 'This link was used, has ended, or is not complete; ask for a new one.',
    code: 'LINK_UNUSABLE',
  });

/** What was refused with its place, as the library passes it on. */
const asApiError = (error: unknown): never => {
  if (!(error instanceof LaurelError)) throw error;
  throw new APIError(error.code === 'conflict' ? 'CONFLICT' : 'BAD_REQUEST', {
    message: error.message,
    code: error.code,
    errors: error.errors,
  });
};
