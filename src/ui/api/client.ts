import { hc } from 'hono/client';
import type { ApiV1, OpenApi } from '../../http/create-app.ts';
import { asSignedIn } from './as-signed-in.ts';

/** The operations of the service as typed functions. */
export const api = hc<ApiV1>('/api/v1', { fetch: asSignedIn });

/** What is open to everybody. */
export const openApi = hc<OpenApi>('/api');
