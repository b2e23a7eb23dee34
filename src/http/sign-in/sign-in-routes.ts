import type { Context } from 'hono';
import { z } from 'zod';
import type { ProblemCode } from '../../../schemas/problem.ts';
import { type ApiEnv, newApi } from '../api.ts';
import { boundBody } from '../middleware/bound-body.ts';
import { type ProblemFound, problemResponse } from '../problem.ts';
import type { Services } from '../services.ts';
import { CLIENT_ADDRESS } from './client-address.ts';
import { withinWeCom } from './providers/we-com.ts';
import { isFromOwnPage } from './same-origin.ts';
import { signInOf } from './session-of.ts';

/** What the library is asked for; it can do more, which nobody here needs and nobody is offered. */
const OFFERED: readonly (readonly [method: 'GET' | 'POST', path: RegExp])[] = [
  ['POST', /^\/sign-in\/(email|social|pin|persona)$/],
  ['POST', /^\/sign-out$/],
  ['POST', /^\/invitation\/(read|accept)$/],
  ['GET', /^\/callback\/[a-z][a-z0-9-]*$/],
  ['POST', /^\/phone-number\/(send-otp|verify)$/],
  ['POST', /^\/(request-password-reset|reset-password|change-password)$/],
  ['GET', /^\/(list-sessions|this-session|list-accounts)$/],
  ['POST', /^\/(revoke-session|revoke-other-sessions|link-social|unlink-account)$/],
];

/** Signing in and out, below `/api/auth`. What the library refuses is answered as everything else is. */
export const signInRoutes = (services: Services) =>
  newApi().all('/*', boundBody, async (c) => {
    const path = c.req.path.replace(/^\/api\/auth/, '');
    if (!OFFERED.some(([method, pattern]) => method === c.req.method && pattern.test(path)))
      return problemResponse(c, {
        code: 'not-found',
        detail: `There is no ${c.req.method} on this address.`,
      });
    // Nor may another page sign somebody in as whoever it likes.
    if (!isFromOwnPage(c))
      return problemResponse(c, { code: 'forbidden', detail: 'Sign in from a page of this address.' });
    const signIn = await signInOf(services, c);
    const response = await signIn.handler(requestFor(c, services));
    if (response.status >= 400) return problemResponse(c, await problemOf(response));
    return path === '/sign-in/social' || path === '/link-social' ? forWeCom(c, response) : response;
  });

/** The request as the library is to see it. */
const requestFor = (c: Context<ApiEnv>, services: Services): Request => {
  const url = new URL(c.req.url);
  // DingTalk calls it so.
  const code = url.searchParams.get('authCode');
  if (code !== null && !url.searchParams.has('code')) url.searchParams.set('code', code);
  const headers = new Headers(c.req.raw.headers);
  headers.delete(CLIENT_ADDRESS);
  const address = services.clientAddress(c.req.raw, c.env);
  if (address !== undefined) headers.set(CLIENT_ADDRESS, address);
  const body = c.req.method === 'POST' ? { body: c.req.raw.body, duplex: 'half' } : {};
  return new Request(url, { method: c.req.method, headers, ...body } as RequestInit);
};

const Refusal = z.object({
  message: z.string().optional(),
  code: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});

const CODES: Readonly<Record<number, ProblemCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  429: 'rate-limit',
};

const problemOf = async (response: Response): Promise<ProblemFound> => {
  const { status } = response;
  if (status >= 500) return { code: 'internal', detail: 'The log tells more under the id of this request.' };
  const { data } = Refusal.safeParse(await response.json().catch(() => undefined));
  return {
    code: CODES[status] ?? 'invalid',
    status: status as 400,
    ...(data?.message !== undefined && { detail: data.message }),
    ...(data?.code !== undefined && { reason: data.code }),
    ...(data?.errors && { errors: data.errors }),
  };
};

/** Within WeCom its own page is asked, since one cannot scan the screen one holds. */
const forWeCom = async (c: Context, response: Response): Promise<Response> => {
  if (!/wxwork/i.test(c.req.header('user-agent') ?? '')) return response;
  const { data } = z
    .object({ url: z.url() })
    .loose()
    .safeParse(await response.clone().json());
  if (!data?.url.includes('login_type=CorpApp')) return response;
  return new Response(JSON.stringify({ ...data, url: withinWeCom(data.url) }), response);
};
