import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { ProblemCode } from '../../../schemas/problem.ts';
import type { Allowances } from '../../app/limits/allowances.ts';
import { pointer } from '../../domain/pointer.ts';
import { type ApiEnv, newApi } from '../api.ts';
import { checkJson } from '../middleware/bound-body.ts';
import { type ProblemFound, problemResponse } from '../problem.ts';
import type { Services } from '../services.ts';
import { limitAttempts } from './limit-attempts.ts';
import { isOffered, isRead, OFFERED } from './offered.ts';
import { withinWeCom } from './providers/we-com.ts';
import { isFromOwnPage } from './same-origin.ts';
import { signInOf } from './session-of.ts';

/** A few short fields. */
const MOST_BYTES = 16 * 1024;

const bounded = bodyLimit({
  maxSize: MOST_BYTES,
  onError: (c) => problemResponse(c, { code: 'limit', detail: 'Nothing that is this large is read here.' }),
});

/** Signing in and out, below `/api/auth`. What the library refuses is answered as everything else is. */
export const signInRoutes = (services: Services, allowances: Allowances) => {
  const limits = limitAttempts(services, allowances);
  return newApi()
    .get('/*', async (c) => {
      const path = pathOf(c);
      if (!isRead(path)) return notThere(c);
      const provider = /^\/callback\/(.+)$/.exec(path)?.[1];
      return answerOf(c, await ask(services, c, provider));
    })
    .post('/*', bounded, checkJson, async (c) => {
      const path = pathOf(c);
      const isThere = path !== '/sign-in/persona' || services.signIn.personOfToken !== undefined;
      if (!isOffered(path) || !isThere) return notThere(c);
      // Nor may another page sign somebody in as whoever it likes.
      if (!isFromOwnPage(c))
        return problemResponse(c, { code: 'forbidden', detail: 'Sign in from a page of this address.' });
      const parsed = OFFERED[path].safeParse(await c.req.json().catch(() => undefined));
      if (!parsed.success) return refusedForm(c, parsed.error);
      const body = parsed.data as Readonly<Record<string, unknown>>;
      const refused = await limits.before(c, path, body);
      if (refused) return refused;
      const isElsewhere = path === '/sign-in/social' || path === '/link-social';
      const response = await ask(services, c, isElsewhere ? String(body.provider) : undefined, body);
      if (response.status >= 400) return (await limits.failed(c, path, body)) ?? answerOf(c, response);
      return isElsewhere ? forWeCom(c, response) : response;
    })
    .all('/*', notThere);
};

const pathOf = (c: Context): string => c.req.path.replace(/^\/api\/auth/, '');

const notThere = (c: Context): Response =>
  problemResponse(c, { code: 'not-found', detail: `There is no ${c.req.method} on this address.` });

const refusedForm = (c: Context, { issues }: z.ZodError): Response =>
  problemResponse(c, {
    code: 'invalid',
    detail: 'This is not what is asked for here.',
    errors: issues.map(({ path, message }) => ({ pointer: pointer(path.map(String)), detail: message })),
  });

/** Asks the library what a request asks; with the provider of accounts that it names. */
const ask = async (
  services: Services,
  c: Context<ApiEnv>,
  provider: string | undefined,
  body?: object,
): Promise<Response> => {
  const signIn = await signInOf(services, c, provider);
  const url = new URL(c.req.url);
  // DingTalk calls it so.
  const code = url.searchParams.get('authCode');
  if (code !== null && !url.searchParams.has('code')) url.searchParams.set('code', code);
  const headers = new Headers(c.req.raw.headers);
  headers.delete('content-length');
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return signIn.handler(new Request(url, { method: c.req.method, headers, ...sent }));
};

const answerOf = async (c: Context, response: Response): Promise<Response> =>
  response.status >= 400 ? problemResponse(c, await problemOf(response)) : response;

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
