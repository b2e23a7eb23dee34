import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Job } from '../../schemas/job.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { MOST_AT_ONCE } from '../../src/app/master-data/saving.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { DISPLAY, smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
let api: TestApi;

beforeAll(async () => {
  const context = database.tenant();
  await publishPlan(context, smallPlan([DISPLAY]).documents);
  await importData(context, { data: smallData([]) });
  api = await testApi(context, database.url());
});
afterAll(() => api.close());

it('a save that concerns more than can be waited for is answered with its job', async () => {
  const orders = Array.from({ length: MOST_AT_ONCE + 1 }, (_, index) =>
    JSON.stringify({
      id: `o${index}`,
      source: 'crm',
      type: 'order.placed',
      time: `${api.today}T10:00:00+08:00`,
      subject: 'cy',
      data: { amount: 1 },
    }),
  );
  await api.send('POST', '/api/v1/activities', {
    body: orders.join('\n'),
    headers: { 'content-type': 'application/x-ndjson' },
  });
  const target = { subject: 'cy', metric: 'sales', period: '2024-03', amount: '7' };
  const save = (items: object[], key: string) =>
    api.send('PUT', '/api/v1/targets', { as: 'hr', body: { items }, headers: { 'idempotency-key': key } });
  const small = await save([{ ...target, subject: 'bo' }], 'small');
  expect(small.status).toBe(200);
  const large = await save([target], 'large');
  expect(large.status).toBe(202);
  const { id } = large.json as Job;
  expect(large.headers.get('location')).toBe(`/api/v1/jobs/${id}`);
  for (;;) {
    const job = (await api.send('GET', `/api/v1/jobs/${id}`, { as: 'hr' })).json as Job;
    if (job.endedAt === undefined) continue;
    expect(job).toMatchObject({ kind: 'change-master-data', status: 'done', result: { granted: 0 } });
    break;
  }
  const { items } = (await api.send('GET', '/api/v1/targets?subject=cy', { as: 'hr' })).json as {
    items: { amount: string }[];
  };
  expect(items).toMatchObject([{ amount: '7' }]);
  expect((await save([target], 'large')).json).toMatchObject({ id });
});
