import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Store } from '../app/context.ts';
import { pointer } from '../domain/pointer.ts';
import { problemResponse } from './problem.ts';

/**
 * What middleware gives to handlers: the id of the request, the tenant it is for with its store, and the context of verbs,
 * which is there once it is known who asks. A handler gives back as `answerToKeep` what is kept for an Idempotency-Key where
 * that is not the answer itself.
 */
export type ApiEnv = Readonly<{
  Variables: { requestId: string; tenant: string; store: Store; context: Context; answerToKeep?: string };
}>;

/** A part of the API. What does not fit its schema is answered with the place of each fault. */
export const newApi = (): OpenAPIHono<ApiEnv> =>
  new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      const errors = result.error.issues.flatMap((issue) => {
        const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
        return keys.map((key) => ({
          pointer: placeOf(result.target, key === undefined ? issue.path : [...issue.path, key]),
          detail: key === undefined ? issue.message : 'There is nothing of this name here; leave it out.',
        }));
      });
      const detail = `${errors.length === 1 ? 'One thing is' : `${errors.length} things are`} wrong with the request.`;
      return problemResponse(c, { code: 'invalid', detail, errors });
    },
  });

/** A JSON pointer into the body, or `query:name`, `path:name`. */
const placeOf = (target: string, path: readonly PropertyKey[]): string =>
  target === 'json'
    ? pointer(path.map(String))
    : `${target === 'param' ? 'path' : target}:${path.map(String).join('.')}`;
