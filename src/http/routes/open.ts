import { createRoute } from '@hono/zod-openapi';
import { readDemoProgress } from '../../app/read-health.ts';
import { newApi } from '../api.ts';
import { json, NOTHING } from '../operation.ts';
import type { Services } from '../services.ts';

const health = createRoute({
  method: 'get',
  path: '/health',
  tags: ['Service'],
  summary: 'Whether the service works',
  description: 'Asks the database too. While the demo is loaded it says how far that has come.',
  security: [],
  request: { query: NOTHING },
  responses: {
    200: json('Health', 'It does, and its database too.'),
    503: json('Health', 'Its database cannot be reached.'),
  },
});

const signIn = createRoute({
  method: 'get',
  path: '/sign-in',
  tags: ['Service'],
  summary: 'Who can be signed in as without a password',
  description: 'The personas of a demo, whose data are made up; nobody elsewhere.',
  security: [],
  request: { query: NOTHING },
  responses: { 200: json('SignIn', 'The personas.') },
});

/** What is open to everybody. */
export const openRoutes = ({ openStore, personas, tenant, version }: Services) =>
  newApi()
    .openapi(health, async (c) => {
      try {
        const { store, close } = await openStore();
        try {
          const demo = await readDemoProgress(store, tenant);
          return c.json({ status: 'ok' as const, version, ...(demo && { demo }) }, 200);
        } finally {
          await close();
        }
      } catch {
        return c.json({ status: 'unavailable' as const, version }, 503);
      }
    })
    .openapi(signIn, async (c) => {
      const offered = await personas();
      return c.json({ demo: offered !== undefined, personas: [...(offered ?? [])] }, 200);
    });
