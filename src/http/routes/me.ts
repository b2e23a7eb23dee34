import { createRoute } from '@hono/zod-openapi';
import { readMe } from '../../app/read-me.ts';
import { newApi } from '../api.ts';
import { json, NOTHING, PROBLEMS } from '../operation.ts';

const me = createRoute({
  method: 'get',
  path: '/me',
  tags: ['Service'],
  summary: 'Who is asking',
  description: 'The actor with the tenant and the roles, and the rep who that is, if any.',
  security: [{ bearer: [] }, { session: [] }],
  request: { query: NOTHING },
  responses: { 200: json('Me', 'The actor.'), ...PROBLEMS },
});

/** Everybody who is somebody may ask who that is. */
export const meRoutes = () => newApi().openapi(me, async (c) => c.json(await readMe(c.get('context')), 200));
