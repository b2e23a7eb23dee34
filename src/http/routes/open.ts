import { createRoute } from '@hono/zod-openapi';
import { readHealth } from '../../app/read-health.ts';
import { newApi } from '../api.ts';
import { json, NOTHING } from '../operation.ts';
import type { Services } from '../services.ts';
import { isKnownName } from '../sign-in/same-origin.ts';
import { hasDevice } from '../sign-in/session-of.ts';

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
  summary: 'How one can sign in here',
  description:
    'Signing in itself is below `/api/auth`; docs/access.md describes it. The personas are those of a demo, whose data are made up.',
  security: [],
  request: { query: NOTHING },
  responses: { 200: json('SignIn', 'The ways in.') },
});

/** What is open to everybody. */
export const openRoutes = (services: Services) => {
  const { openStore, personas, tenant, version } = services;
  const { providers, sendText, sendMail } = services.signIn;
  return newApi()
    .openapi(health, async (c) => {
      try {
        const { store, close } = await openStore();
        try {
          const demo = await readHealth(store, tenant);
          return c.json({ status: 'ok' as const, version, ...(demo && { demo }) }, 200);
        } finally {
          await close();
        }
      } catch {
        return c.json({ status: 'unavailable' as const, version }, 503);
      }
    })
    .openapi(signIn, async (c) => {
      // Their tokens are told to nobody's page but our own.
      const offered = isKnownName(c, services.signIn.publicUrl) ? await personas() : undefined;
      const answer = {
        demo: offered !== undefined,
        personas: [...(offered ?? [])],
        pin: hasDevice(c),
        phone: sendText !== undefined,
        mail: sendMail !== undefined,
        providers: providers.map(({ id, kind, name }) => ({ id, kind, name })),
      };
      return c.json(answer, 200);
    });
};
