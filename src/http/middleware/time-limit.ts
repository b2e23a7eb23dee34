import type { Context } from 'hono';
import { type Deadline, deadlineIn } from '../../app/limits/deadline.ts';
import type { Limits } from '../limits.ts';
import { isStream } from './bound-body.ts';

/** How long the work of a request may take. A stream has no end, and stores what it has been answered. */
export const deadlineOf = (c: Context, limits: Limits): { deadline: Deadline } | undefined => {
  if (isStream(c.req.header('content-type'))) return undefined;
  return { deadline: deadlineIn(c.req.path.endsWith('/import') ? limits.import : limits.request) };
};
