import { hc } from 'hono/client';
import type { ApiV1, OpenApi } from '../../http/create-app.ts';
import { leaveRefused, token } from '../session/token.ts';

/** A request by whoever is signed in at that moment. A token that is refused ends the session. */
const asSignedIn: typeof fetch = async (input, init) => {
  const given = token() ?? '';
  const headers = new Headers(init?.headers);
  headers.set('authorization', `Bearer ${given}`);
  const answer = await fetch(input, { ...init, headers });
  if (answer.status === 401) leaveRefused(given);
  return answer;
};

/** The operations of the service as typed functions. */
export const api = hc<ApiV1>('/api/v1', { fetch: asSignedIn });

/** What needs no token. */
export const openApi = hc<OpenApi>('/api');
