import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Job } from '../../schemas/job.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
let api: TestApi;

beforeAll(async () => {
  const context = database.tenant();
  await publishPlan(context, smallPlan().documents);
  await importData(context, { data: smallData([]) });
  api = await testApi(context, database.url());
});
afterAll(() => api.close());

it('the ledger is verified by a job, and the last verdict can be read', async () => {
  const path = '/api/v1/ledger/verify';
  expect((await api.send('GET', path, { as: 'auditor' })).status).toBe(404);
  const started = await api.send('POST', path, { as: 'auditor', body: {} });
  const { id } = started.json as Job;
  expect([started.status, started.headers.get('location')]).toEqual([202, `/api/v1/jobs/${id}`]);
  while (((await api.send('GET', `/api/v1/jobs/${id}`)).json as Job).endedAt === undefined)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const read = await api.send('GET', path, { as: 'payroll' });
  expect(read).toMatchObject({ status: 200, json: { intact: true, unsealed: 0, job: id } });
  expect((await api.send('POST', path, { as: 'hr', body: {} })).status).toBe(403);
});
