import type { Context as HonoContext } from 'hono';
import { createMiddleware } from 'hono/factory';
import { claimRequest, settleRequest } from '../../app/once.ts';
import { sha256 } from '../../domain/canonical-json.ts';
import type { ApiEnv } from '../api.ts';
import { problemResponse } from '../problem.ts';
import { isStream } from './bound-body.ts';

const HEADER = 'idempotency-key';

/**
 * A write with an Idempotency-Key is done once: the same request again is given the first answer, another request
 * under the same key is refused (IETF draft “The Idempotency-Key HTTP Header Field”). Refusals are not kept, and neither is
 * a secret that an answer shows once.
 */
export const answerOnce = createMiddleware<ApiEnv>(async (c, next) => {
  const key = c.req.header(HEADER);
  const { method } = c.req;
  if (key === undefined || method === 'GET' || method === 'HEAD') return next();
  // The activities of a stream are recognised by their own ids.
  if (isStream(c.req.header('content-type'))) return next();
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) return refusedKey(c);
  const context = c.get('context');
  const { pathname, search } = new URL(c.req.url);
  // Bytes, not text: a file may be in any encoding, and is read again from what is kept here.
  const body = new Uint8Array(await c.req.arrayBuffer());
  const requestHash = sha256(method, '\n', pathname, search, '\n', body);
  const claim = await claimRequest(context, { key, requestHash });
  if (claim.kind === 'another-request')
    return problemResponse(c, {
      code: 'conflict',
      status: 422,
      detail: 'This Idempotency-Key was given to another request; use a new one.',
    });
  if (claim.kind === 'under-way')
    return problemResponse(c, {
      code: 'state',
      detail: 'This very request is under way; ask again in a moment.',
    });
  if (claim.kind === 'answered') {
    const { status, contentType, location, body } = claim.answer;
    return new Response(body, {
      status,
      headers: {
        'content-type': contentType,
        ...(location !== null && { location }),
        'idempotency-replayed': 'true',
      },
    });
  }
  let answer: Parameters<typeof settleRequest>[1]['answer'];
  try {
    await next();
    // What was refused may be possible later, and refusing it again costs nothing.
    if (c.res.status < 400)
      answer = {
        status: c.res.status,
        contentType: c.res.headers.get('content-type') ?? '',
        location: c.res.headers.get('location'),
        body: c.get('answerToKeep') ?? (await c.res.clone().text()),
      };
  } finally {
    await settleRequest(context, { key, claim: claim.claim, answer });
  }
});

const refusedKey = (c: HonoContext): Response => {
  const detail = 'An Idempotency-Key has 1 to 200 visible ASCII characters.';
  return problemResponse(c, {
    code: 'invalid',
    detail,
    errors: [{ pointer: `header:${HEADER}`, detail }],
  });
};
