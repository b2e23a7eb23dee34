import { hc } from 'hono/client';
import { expect, it } from 'vitest';
import type { ApiV1 } from '../../src/http/create-app.ts';

it('knows the import of every table', async () => {
  const asked: string[] = [];
  const api = hc<ApiV1>('/api/v1', {
    fetch: async (path: string | URL | Request) => {
      asked.push(String(path));
      return Response.json({});
    },
  });
  const tables = [api.reps, api.teams, api.memberships, api.outlets, api.products, api.targets];
  for (const { import: imports } of tables) await imports.$post({ query: { dryRun: 'true' } });
  expect(asked).toEqual(
    ['reps', 'teams', 'memberships', 'outlets', 'products', 'targets'].map(
      (table) => `/api/v1/${table}/import?dryRun=true`,
    ),
  );
});
