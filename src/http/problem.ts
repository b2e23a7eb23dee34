import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem, ProblemCode } from '../../schemas/problem.ts';

/** Status and title of every code. */
const PROBLEMS: Readonly<Record<ProblemCode, readonly [status: ContentfulStatusCode, title: string]>> = {
  invalid: [400, 'The request is not valid'],
  unauthenticated: [401, 'Who you are is not known'],
  forbidden: [403, 'Your role does not admit this'],
  'not-found': [404, 'There is no such thing'],
  conflict: [409, 'Something else stands there already'],
  state: [409, 'This cannot be done now'],
  'in-use': [409, 'Somebody else is using it'],
  limit: [413, 'This is too much at once'],
  'rate-limit': [429, 'These are too many requests'],
  'unknown-reference': [422, 'Something that was named does not exist'],
  'unusable-file': [422, 'A file cannot be used'],
  internal: [500, 'Something went wrong here'],
  unavailable: [503, 'This cannot be done at the moment'],
};

/** A database that was gone or busy may be back so soon. */
const UNAVAILABLE_SECONDS = 5;

export type ProblemFound = Readonly<{
  code: ProblemCode;
  detail?: string;
  errors?: Problem['errors'];
  /** What exactly it was, where a program wants to know. */
  reason?: string;
  /** Where the code's own status says less, such as 415. */
  status?: ContentfulStatusCode;
  /** When it is worth trying again. */
  retryAfterSeconds?: number;
}>;

/** The answer to a request that was refused, as RFC 9457 has it; `instance` names the request in the log. */
export const problemResponse = (
  c: Context,
  { code, detail, errors, reason, status, retryAfterSeconds }: ProblemFound,
): Response => {
  const [usual, title] = PROBLEMS[code];
  const retryAfter = retryAfterSeconds ?? (code === 'unavailable' ? UNAVAILABLE_SECONDS : undefined);
  const problem: Problem = {
    type: `urn:laurel:problem:${code}`,
    title,
    status: status ?? usual,
    code,
    ...(detail !== undefined && { detail }),
    ...(reason !== undefined && { reason }),
    instance: `urn:uuid:${c.get('requestId')}`,
    ...(errors && errors.length > 0 && { errors }),
  };
  return c.body(JSON.stringify(problem), status ?? usual, {
    'content-type': 'application/problem+json; charset=utf-8',
    ...(code === 'unauthenticated' && { 'www-authenticate': 'Bearer realm="laurel"' }),
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  });
};

/** The answer to a body of a media type that the operation does not read. */
export const unreadMediaType = (c: Context, detail: string): Response =>
  problemResponse(c, {
    code: 'invalid',
    status: 415,
    detail,
    errors: [{ pointer: 'header:content-type', detail }],
  });
