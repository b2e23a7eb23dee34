import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { admit } from '../app/context.ts';
import { OPERATIONS, type Operation } from '../app/operations.ts';
import type { Answers } from './answers.ts';
import type { ApiEnv } from './api.ts';
import { answerOnce } from './middleware/answer-once.ts';
import { boundBody, checkJson } from './middleware/bound-body.ts';
import { checkAddress } from './middleware/check-address.ts';

/** Stands in a declared route for the schema of that name, which only the document of the API loads. */
export type AnswerName = Readonly<{ answer: keyof Answers }>;

const answer = <Name extends keyof Answers>(name: Name) => {
  const stands: AnswerName = { answer: name };
  // Handlers and the typed client go by the types of the schema; nothing but the document looks at the value.
  return { schema: stands as unknown as Answers[Name] };
};

/** An answer in JSON, by its name among the `ANSWERS`. */
export const json = <Name extends keyof Answers>(name: Name, description: string) =>
  ({ content: { 'application/json': answer(name) }, description }) as const;

/** A query or a body that has nothing to say. */
export const NOTHING = z.strictObject({});

/** A body in JSON that has to be there. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) =>
  ({ content: { 'application/json': { schema } }, required: true }) as const;

const problem = (description: string) => ({
  content: { 'application/problem+json': answer('Problem') },
  description,
});

/** What every operation may answer besides. */
export const PROBLEMS = {
  400: problem('The request is not valid; `errors` says where.'),
  401: problem('No bearer token, or one of nobody.'),
  403: problem('The role does not admit this.'),
  404: problem('There is no such thing, or none that the actor may see.'),
  409: problem('It contradicts what stands there, or cannot be done now.'),
  413: problem('The body is too large.'),
  415: problem('The body is of a media type that is not read here.'),
  422: problem('Something that was named does not exist, or a file cannot be used.'),
  429: problem('These were too many requests; `retry-after` says in how many seconds there may be more.'),
  503: problem('The database cannot be reached or is too busy, or it took too long; try again.'),
} as const;

/**
 * Who may do this, for the document of the API and for the request itself: it is refused before its body is read. The
 * roles stand in the one table of operations.
 */
export const admits = (operation: Operation) => ({
  security: [{ bearer: [] as string[] }, { session: [] as string[] }],
  'x-operation': operation,
  'x-roles': [...OPERATIONS[operation]],
  middleware: [
    createMiddleware<ApiEnv>(async (c, next) => {
      admit(c.get('context'), operation);
      await next();
    }),
    checkAddress,
    boundBody,
    checkJson,
    answerOnce,
  ],
});
