import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { readPlan } from '../../src/app/plan/read-plan.ts';
import { COMMISSION, ORDER_POINTS, smallData, smallFiles } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
/** A tenant, and a stranger in the same database. */
let theirs: TestApi;
let ours: TestApi;
/** What is there for the tenant alone, by the place in a path that names it. */
let named: Readonly<Record<string, string>>;

/** A plan with a metric and a rule of a name of its own. */
const planOf = (name: string) => {
  const files = smallFiles([{ ...ORDER_POINTS, code: `${name}-points` }, COMMISSION]);
  return readPlan(
    new Map([...files].map(([file, text]) => [file, text.replaceAll('visits', `${name}-visits`)])),
  );
};

const prepare = async (name: string): Promise<Context> => {
  const context = database.tenant();
  await publishPlan(context, planOf(name).documents);
  const data = smallData([]);
  const own = (code: string) => `${name} ${code}`;
  await importData(context, {
    data: {
      ...data,
      teams: data.teams.map((team) => ({ ...team, code: own(team.code) })),
      reps: data.reps.map(({ team, ...rep }) => ({
        ...rep,
        code: own(rep.code),
        ...(team !== undefined && { team: own(team) }),
      })),
      outlets: [{ code: own('shop'), name: 'Shop', rep: own('ann'), attributes: {} }],
      products: [{ code: own('tea'), name: 'Tea', attributes: {} }],
    },
  });
  return context;
};

const first = async (api: TestApi, path: string): Promise<string> => {
  const { items } = (await api.send('GET', `/api/v1${path}`)).json as { items: { id: string }[] };
  return items[0]?.id ?? '';
};

beforeAll(async () => {
  const [one, other] = [await prepare('them'), await prepare('us')];
  theirs = await testApi(one, database.url());
  ours = await testApi(other, database.url());
  for (const [api, name] of [
    [theirs, 'them'],
    [ours, 'us'],
  ] as const) {
    await api.send('POST', '/api/v1/activities', {
      body: {
        id: 'o1',
        source: 'crm',
        type: 'order.placed',
        time: '2024-03-05T10:00:00+08:00',
        subject: `${name} ann`,
        data: { amount: 1000, outlet: `${name} shop`, product: `${name} tea` },
      },
    });
  }
  await theirs.settle('2024-03');
  const clerk = { name: 'Their clerk', roles: ['payroll'], email: 'clerk@example.cn' };
  await theirs.send('POST', '/api/v1/people', { body: clerk });
  const files = Object.fromEntries(
    [...smallFiles()].map(([path, text]) => [path, JSON.parse(text) as unknown]),
  );
  await theirs.send('POST', '/api/v1/plans/proposals', { body: { reason: 'theirs', files } });
  const change = { subject: 'them ann', metric: 'sales', period: '2024-03', amount: 1 };
  await theirs.send('POST', '/api/v1/targets/recalibrations', {
    body: { trigger: 'theirs', reason: 'theirs', changes: [change] },
  });
  named = {
    'activities/{id}': await first(theirs, '/activities'),
    'awards/{id}': await first(theirs, '/awards'),
    'jobs/{id}': await first(theirs, '/jobs'),
    'people/{id}': await first(theirs, '/people'),
    'proposals/{id}': await first(theirs, '/plans/proposals'),
    'recalibrations/{id}': await first(theirs, '/targets/recalibrations'),
    'reps/{code}': 'them ann',
    'teams/{code}': 'them east',
    'outlets/{code}': 'them shop',
    'products/{code}': 'them tea',
    'rules/{code}': 'them-points',
    'leaderboards/{metric}': 'them-visits',
    'settlements/{period}': '2024-03',
  };
});
afterAll(() => Promise.all([theirs.close(), ours.close()]));

/** A query that each request with further fields needs. */
const QUERIES: Readonly<Record<string, string>> = {
  '/reps/{code}/statement': '?period=2024-03',
  '/leaderboards/{metric}': '?period=2024-03',
  '/rules/{code}/explain': '?period=2024-03&rep=',
};

describe('what another tenant has', () => {
  it('is not found by any id, code or label', async () => {
    const { paths } = (await ours.send('GET', '/api/openapi.json', { as: null })).json as {
      paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
    };
    const asked = Object.entries(paths).filter(
      ([path, methods]) => methods.get && path.startsWith('/api/v1/') && path.includes('{'),
    );
    expect(asked.length).toBeGreaterThan(15);
    for (const [path] of asked) {
      const place = Object.keys(named).find((each) => path.includes(`/${each}`));
      expect(place, `${path} names something that this test does not know`).toBeDefined();
      const short = path.replace('/api/v1', '');
      const query = QUERIES[short] ?? '';
      const value = encodeURIComponent(named[place ?? ''] ?? '');
      const target = (rep: string) =>
        `${path.replace(/\{\w+\}/, value)}${query}${query.endsWith('rep=') ? encodeURIComponent(rep) : ''}`;
      expect((await theirs.send('GET', target('them ann'))).status, `${path} of their own`).toBe(200);
      const answer = await ours.send('GET', target('us ann'));
      // The file of a period that was not settled holds what there is: nothing.
      if (short === '/settlements/{period}/export') expect(answer.text).not.toContain('them');
      else expect(answer.status, path).toBe(404);
    }
  });

  it('is not found by what a list is asked for, and in no list', async () => {
    for (const path of [
      '/awards?rep=them%20ann',
      '/activities?rep=them%20ann',
      '/reps?team=them%20east',
      '/outlets?rep=them%20ann',
      '/leaderboards/sales?period=2024-03&scope=team:them%20east',
      '/rules/us-points/explain?period=2024-03&rep=them%20ann',
    ])
      expect((await ours.send('GET', `/api/v1${path}`)).status, path).toBe(404);
    for (const path of ['/activities?outlet=them%20shop', '/targets?subject=them%20ann'])
      expect((await ours.send('GET', `/api/v1${path}`)).json, path).toEqual({ items: [] });
    for (const list of [
      '/activities',
      '/awards',
      '/reps',
      '/teams',
      '/outlets',
      '/products',
      '/rules',
      '/metrics',
      '/settlements',
      '/statements?period=2024-03',
      '/leaderboards/sales?period=2024-03',
    ]) {
      const { status, text } = await ours.send('GET', `/api/v1${list}`);
      expect([list, status, text.includes('them')]).toEqual([list, 200, false]);
    }
  });

  it('is not corrected either', async () => {
    for (const how of ['void', 'amend']) {
      const path = `/api/v1/activities/${named['activities/{id}']}/${how}`;
      expect((await ours.send('POST', path, { body: {} })).status, how).toBe(404);
    }
    expect((await theirs.send('GET', `/api/v1/activities/${named['activities/{id}']}`)).json).toMatchObject({
      state: 'as-said',
    });
  });
});
