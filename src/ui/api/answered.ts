import type { ClientResponse } from 'hono/client';
import type { Problem, ProblemCode } from '../../../schemas/problem.ts';

/** Why a request came to nothing: what the service said, or that it could not be reached. */
export class RequestRefused extends Error {
  readonly code: ProblemCode | 'unreachable';
  readonly problem: Problem | undefined;

  constructor(code: ProblemCode | 'unreachable', problem?: Problem) {
    super(problem?.detail ?? problem?.title ?? code);
    this.name = 'RequestRefused';
    this.code = code;
    this.problem = problem;
  }
}

/** The body of an answer that went well, of all that a request can be answered with. */
type Ok<Answer> =
  Answer extends ClientResponse<infer Body, infer Status, infer _Format>
    ? Status extends 200 | 201 | 202
      ? Body
      : never
    : never;

/**
 * The body of an answer, once it has come and is a good one.
 * @throws RequestRefused otherwise.
 */
export const answered = async <Answer extends Pick<Response, 'ok' | 'status' | 'json'>>(
  asked: Promise<Answer>,
): Promise<Ok<Answer>> => (await accepted(asked)).json() as Promise<Ok<Answer>>;

/** An answer that went well, whatever its body is. */
export const accepted = async <Answer extends Pick<Response, 'ok' | 'status' | 'json'>>(
  asked: Promise<Answer>,
): Promise<Answer> => {
  const answer = await asked.catch(() => {
    throw new RequestRefused('unreachable');
  });
  if (answer.ok) return answer;
  const problem = await answer.json().then(
    (body) => body as Problem,
    () => undefined,
  );
  throw new RequestRefused(problem?.code ?? 'unavailable', problem);
};
