import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { rowsOf } from '../../src/storage/database.ts';
import { lockTenant } from '../../src/storage/locks.ts';
import { inTenant } from '../../src/storage/tenant-transaction.ts';
import { smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
let context: Context;
let api: TestApi;

beforeAll(async () => {
  context = database.tenant();
  await publishPlan(context, smallPlan().documents);
  await importData(context, { data: smallData([]) });
  api = await testApi(context, database.url(), [], { limits: 'people=1000000 request=1' });
});
afterAll(() => api.close());

/** Does something while somebody else has the tenant to themselves. */
const whileTaken = <T>(work: () => Promise<T>): Promise<T> =>
  inTenant(database.db(), context.tenant, async (tx) => {
    await lockTenant(tx, context.tenant);
    return work();
  });

const save = (key: string) =>
  api.send('PUT', '/api/v1/products/tea', {
    body: { name: 'Tea' },
    headers: { 'idempotency-key': key },
  });

const waiting = async (): Promise<number> => {
  const rows = await rowsOf(
    database.db(),
    sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
};

describe('a request that takes too long', () => {
  it('is answered so, has stored nothing, waits for nothing any more, and can be sent again', async () => {
    const began = performance.now();
    const { answer, left } = await whileTaken(async () => ({
      answer: await save('again'),
      left: await waiting(),
    }));
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(answer.json).toMatchObject({
      status: 503,
      code: 'unavailable',
      detail: expect.stringContaining('nothing of it was stored'),
    });
    expect([answer.headers.get('retry-after'), left]).toEqual(['5', 0]);
    expect((await api.send('GET', '/api/v1/products/tea')).status).toBe(404);
    // The key was given back, so that the same request is not taken for one under way.
    expect((await save('again')).status).toBe(200);
    expect((await api.send('GET', '/api/v1/products/tea')).status).toBe(200);
  });
});
