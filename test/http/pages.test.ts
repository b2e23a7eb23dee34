import { afterAll, beforeAll, expect, it } from 'vitest';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { readPlan } from '../../src/app/plan/read-plan.ts';
import { COMMISSION, ORDER_POINTS, smallData, smallFiles } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
let api: TestApi;

const STARS = {
  ...ORDER_POINTS,
  code: 'stars',
  rewards: ['gold', 'blue'].map((badge) => ({ kind: 'badge', badge })),
  limits: [],
};
const DAYS = ['2024-01-05', '2024-02-06', '2024-02-07', '2024-03-08', '2024-03-09'];

beforeAll(async () => {
  const context = database.tenant();
  const files = smallFiles([ORDER_POINTS, COMMISSION, STARS]);
  const badges = ['gold', 'blue'].map((code) => ({ code, name: { zh: code, en: code }, tier: 'plain' }));
  files.set('badges.json', JSON.stringify(badges));
  await publishPlan(context, readPlan(files).documents);
  await importData(context, { data: smallData([]) });
  api = await testApi(context, database.url(), ['ann']);
  const orders = DAYS.flatMap((day) =>
    ['ann', 'bo', 'cy'].map((subject) => ({
      id: `${day}-${subject}`,
      source: 'crm',
      type: 'order.placed',
      time: `${day}T10:00:00+08:00`,
      subject,
      data: { amount: 1000 },
    })),
  );
  await api.send('POST', '/api/v1/activities', { body: orders });
  for (const period of ['2024-01', '2024-02', '2024-03', '2024-Q1', '2024-W10']) await api.settle(period);
});
afterAll(() => api.close());

type Page = Readonly<{ items: object[]; next?: string }>;
const page = async (path: string, query: string): Promise<Page> => {
  const answer = await api.send('GET', `/api/v1${path}${path.includes('?') ? '&' : '?'}${query}`);
  expect(answer.status, `${path} ${query}`).toBe(200);
  return answer.json as Page;
};

it.each([
  ['/statements?period=2024-Q1', 9, 'in order of pay period and rep'],
  ['/statements?period=2024-02-06', 3, 'of a day'],
  ['/settlements', 5, 'the latest period first'],
  ['/reps/ann/badges', 10, 'the latest first'],
  ['/jobs', 5, 'the latest first'],
  ['/awards?rule=stars', 15, 'the latest first'],
  ['/reps/bo/ledger', 8, 'the latest first'],
  ['/activities', 15, 'the latest first'],
])('%s comes in pages: %i items, %s', async (path, count) => {
  const { items: all, next: none } = await page(path, 'limit=500');
  expect([all.length, none]).toEqual([count, undefined]);
  const limit = Math.ceil(count / 4);
  const pages: object[][] = [];
  for (let cursor = ''; ; ) {
    const { items, next } = await page(path, `limit=${limit}${cursor}`);
    expect(items.length).toBe(Math.min(limit, count - limit * pages.length));
    pages.push(items);
    if (next === undefined) break;
    cursor = `&cursor=${next}`;
  }
  expect(pages.length).toBeGreaterThanOrEqual(3);
  expect(pages.flat()).toEqual(all);
  for (const refused of ['limit=0', 'limit=501', 'cursor=', 'cursor=W10'])
    expect(
      (await api.send('GET', `/api/v1${path}${path.includes('?') ? '&' : '?'}${refused}`)).status,
      refused,
    ).toBe(400);
});

it('statements and badges are in the order that they promise', async () => {
  const statements = (await page('/statements?period=2024-Q1', 'limit=500')).items as {
    period: string;
    rep: { code: string };
  }[];
  const keys = statements.map(({ period, rep }) => `${period} ${rep.code}`);
  expect(keys).toEqual([...keys].sort());
  const badges = (await page('/reps/ann/badges', 'limit=500')).items as { time: string; badge: object }[];
  const times = badges.map(({ time }) => time);
  expect(times).toEqual([...times].sort().reverse());
  expect(badges[0]).toMatchObject({ badge: { code: 'blue', tier: 'plain' }, rule: 'stars' });
  const own = (await api.send('GET', '/api/v1/statements?period=2024-Q1', { as: 'rep:ann' })).json as Page;
  expect(own.items).toHaveLength(3);
});
