import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { LaurelError } from '../app/errors.ts';
import { unavailableBecause } from '../app/unavailable.ts';
import { type ProblemFound, problemResponse } from './problem.ts';
import type { LogEntry } from './services.ts';

/**
 * The one place where errors become answers. What nobody expected says the id of the request and nothing else; the log
 * has its stack, without the values of statements.
 */
export const mapErrors =
  (log: (entry: LogEntry) => void) =>
  (error: Error, c: Context): Response => {
    const found = problemOf(error);
    if (found?.code === 'unavailable')
      log({ level: 'error', message: 'unavailable', requestId: c.get('requestId'), error: rootOf(error) });
    if (found) return problemResponse(c, found);
    log({ level: 'error', message: 'unexpected error', requestId: c.get('requestId'), error: rootOf(error) });
    return problemResponse(c, {
      code: 'internal',
      detail: 'The log tells more under the id of this request.',
    });
  };

const problemOf = (error: Error): ProblemFound | undefined => {
  if (error instanceof LaurelError)
    return { code: error.code, detail: error.message, errors: [...error.errors] };
  if (error instanceof HTTPException) return ofHttp(error);
  const detail = unavailableBecause(error);
  return detail === undefined ? undefined : { code: 'unavailable', detail };
};

const ofHttp = ({ status, message }: HTTPException): ProblemFound | undefined => {
  if (status >= 500) return undefined;
  if (status === 415) {
    const detail = 'The body is of a media type that this operation does not read.';
    return { code: 'invalid', status, detail, errors: [{ pointer: 'header:content-type', detail }] };
  }
  if (status === 413) return { code: 'limit', detail: message };
  return { code: 'invalid', status: status as 400, detail: message };
};

/**
 * What the log tells of an error: the kind of the innermost one, its code, and where it was thrown. Not its message: those
 * of drivers and drizzle hold statements with their values, and those of the language itself what could not be read.
 */
export const rootOf = (error: unknown): string => {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  if (!(root instanceof Error)) return 'no error object';
  const code = 'code' in root ? ` (${String(root.code)})` : '';
  const stack = (root.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${root.name}${code}`, ...stack.slice(0, 12)].join('\n');
};
