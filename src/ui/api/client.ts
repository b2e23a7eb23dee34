import { hc } from 'hono/client';
import type { ApiV1, OpenApi } from '../../http/create-app.ts';
import { token } from '../session/token.ts';

/** The operations of the service as typed functions; each request is by whoever is signed in. */
export const api = hc<ApiV1>('/api/v1', {
  headers: (): Record<string, string> => ({ authorization: `Bearer ${token() ?? ''}` }),
});

/** What needs no token. */
export const openApi = hc<OpenApi>('/api');
