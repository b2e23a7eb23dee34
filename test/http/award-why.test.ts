import { afterAll, beforeAll, expect, it } from 'vitest';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { settlePeriod } from '../../src/app/settlement/settle-period.ts';
import { COMMISSION, DISPLAY, ORDER_POINTS, smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
let api: TestApi;
let ids: readonly string[];

beforeAll(async () => {
  const context = database.tenant();
  await publishPlan(context, smallPlan([ORDER_POINTS, DISPLAY, COMMISSION]).documents);
  await importData(context, { data: smallData([]) });
  api = await testApi(context, database.url(), ['ann', 'bob']);
  const order = {
    specversion: '1.0',
    id: 'o1',
    source: 'crm',
    type: 'order.placed',
    time: '2024-03-19T09:00:00+08:00',
    subject: 'ann',
    data: { amount: '1200.50' },
  };
  await api.send('POST', '/api/v1/activities', { as: 'integrator', body: order });
  await settlePeriod(context, { period: '2024-03' });
  const { json } = await api.send('GET', '/api/v1/awards?rep=ann');
  ids = (json as { items: { id: string }[] }).items.map(({ id }) => id);
});
afterAll(() => api.close());

it('says of each award what was needed, what was the case, and how the amount came about', async () => {
  expect(ids.length).toBeGreaterThan(0);
  for (const id of ids) {
    const { status, json } = await api.send('GET', `/api/v1/awards/${id}`, { as: 'rep:ann' });
    expect(status).toBe(200);
    const { award, checks, amounts } = json as {
      award: object;
      checks: { met: unknown }[];
      amounts: object[];
    };
    expect(award).toMatchObject({ id, rep: { code: 'ann' } });
    expect(checks.filter(({ met }) => met !== true)).toEqual([]);
    expect(amounts.length).toBeGreaterThan(0);
  }
});

it('does not tell a rep about the awards of others, nor whether there are any', async () => {
  const of = async (id: string) => {
    const { status, json } = await api.send('GET', `/api/v1/awards/${id}`, { as: 'rep:bob' });
    return { status, detail: (json as { detail: string }).detail.replace(id, '…') };
  };
  expect(await of(ids[0] ?? '')).toEqual(await of('awd_0123456789abcdefghjkmnpq'));
  expect(await of(ids[0] ?? '')).toMatchObject({ status: 404 });
});
