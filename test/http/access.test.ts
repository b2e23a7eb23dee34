import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importData } from '../../src/app/import/import-data.ts';
import { OPERATIONS, ROLES } from '../../src/app/operations.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
let api: TestApi;

beforeAll(async () => {
  const context = database.tenant();
  await publishPlan(context, smallPlan().documents);
  const data = smallData([]);
  // Ann leads the team in the east, which bo is in too; cy is in the west.
  const teams = data.teams.map((team) => (team.code === 'east' ? { ...team, manager: 'ann' } : team));
  await importData(context, { data: { ...data, teams } });
  api = await testApi(context, database.url(), ['ann', 'bo']);
  const orders = ['ann', 'bo', 'cy'].map((subject) => ({
    id: `order-${subject}`,
    source: 'crm',
    type: 'order.placed',
    time: `${api.today}T10:00:00+08:00`,
    subject,
    data: { amount: 10 },
  }));
  await api.send('POST', '/api/v1/activities', { body: orders });
});
afterAll(() => api.close());

describe('roles', () => {
  it('are admitted to what the table of operations says, and to nothing else', async () => {
    const asked = [
      ['read-settlements', 'GET', '/api/v1/settlements'],
      ['read-jobs', 'GET', '/api/v1/jobs'],
      ['verify-ledger', 'GET', '/api/v1/ledger/verify'],
      ['verify-ledger', 'POST', '/api/v1/ledger/verify', {}],
      ['read-rules', 'GET', '/api/v1/rules'],
      ['read-leaderboards', 'GET', '/api/v1/leaderboards'],
      ['read-results', 'GET', '/api/v1/settlements/2024-03/export'],
      ['settle-period', 'POST', '/api/v1/settlements', { period: '1999-01' }],
      ['ingest-activities', 'POST', '/api/v1/activities', []],
      ['read-master-data', 'GET', '/api/v1/reps'],
      ['read-master-data', 'GET', '/api/v1/teams'],
      ['read-master-data', 'GET', '/api/v1/outlets'],
      ['read-master-data', 'GET', '/api/v1/products'],
      ['read-master-data', 'GET', '/api/v1/targets'],
      ['save-master-data', 'PUT', '/api/v1/reps/ann', {}],
      ['save-master-data', 'PUT', '/api/v1/reps/ann/memberships', {}],
      ['save-master-data', 'PUT', '/api/v1/teams/east', {}],
      ['save-master-data', 'PUT', '/api/v1/outlets/shop', {}],
      ['save-master-data', 'PUT', '/api/v1/products/tea', {}],
      ['save-master-data', 'PUT', '/api/v1/targets', {}],
      ['save-master-data', 'DELETE', '/api/v1/targets?subject=ann&metric=none&period=2024-03'],
      ['import-data', 'POST', '/api/v1/reps/import', {}],
      ['read-plan', 'GET', '/api/v1/plans'],
    ] as const;
    for (const [operation, method, path, body] of asked) {
      for (const role of ROLES) {
        const { status, json } = await api.send(method, path, { as: role, ...(body && { body }) });
        const admitted = (OPERATIONS[operation] as readonly string[]).includes(role);
        expect([operation, role, status === 403], JSON.stringify(json)).toEqual([operation, role, !admitted]);
      }
    }
  });
});

describe('figures', () => {
  const pages = ['today', 'awards', 'badges', 'ledger', 'statement?period=2024-03'];

  it('of a rep are for that rep, for who leads the team, and for the office', async () => {
    const seen = async (as: 'rep:bo' | 'manager:ann' | 'hr', rep: string) => {
      const statuses = [];
      for (const page of pages) {
        const { status } = await api.send('GET', `/api/v1/reps/${rep}/${page}`, { as });
        statuses.push(status);
      }
      return [...new Set(statuses)];
    };
    expect(await seen('rep:bo', 'bo')).toEqual([200]);
    expect(await seen('rep:bo', 'ann')).toEqual([404]);
    expect(await seen('rep:bo', 'nobody')).toEqual([404]);
    expect(await seen('manager:ann', 'bo')).toEqual([200]);
    expect(await seen('manager:ann', 'cy')).toEqual([404]);
    expect(await seen('hr', 'cy')).toEqual([200]);
  });

  it('say nothing of whether somebody exists whom one may not see', async () => {
    const [hidden, missing] = await Promise.all(
      ['cy', 'xy'].map((rep) => api.send('GET', `/api/v1/reps/${rep}/today`, { as: 'rep:bo' })),
    );
    const told = ({ json }: typeof hidden & {}) => ({ ...(json as object), instance: '' });
    expect(JSON.stringify(hidden && told(hidden)).replaceAll('cy', 'xy')).toBe(
      JSON.stringify(missing && told(missing)),
    );
  });

  it('in lists are those of the reps whom one may see', async () => {
    const repsOf = async (as: 'rep:bo' | 'manager:ann' | 'auditor', path: string) => {
      const { items } = (await api.send('GET', path, { as })).json as {
        items: { rep: { code: string } | string }[];
      };
      return [...new Set(items.map(({ rep }) => (typeof rep === 'string' ? rep : rep.code)))].sort();
    };
    for (const path of ['/api/v1/awards', '/api/v1/activities']) {
      expect(await repsOf('rep:bo', path)).toEqual(['bo']);
      expect(await repsOf('manager:ann', path)).toEqual(['ann', 'bo']);
      expect(await repsOf('auditor', path)).toEqual(['ann', 'bo', 'cy']);
    }
  });

  it('of one activity too', async () => {
    const { items } = (await api.send('GET', '/api/v1/activities?rep=cy')).json as {
      items: { id: string }[];
    };
    const path = `/api/v1/activities/${items[0]?.id}`;
    expect((await api.send('GET', path, { as: 'auditor' })).status).toBe(200);
    expect((await api.send('GET', path, { as: 'manager:ann' })).status).toBe(404);
  });

  it('are explained to those who may see them', async () => {
    const path = '/api/v1/rules/order-points/explain?rep=cy&period=2024-03';
    expect((await api.send('GET', path, { as: 'hr' })).status).toBe(200);
    expect((await api.send('GET', path, { as: 'manager:ann' })).status).toBe(404);
    expect((await api.send('GET', path, { as: 'integrator' })).status).toBe(403);
  });
});

describe('the log', () => {
  it('holds no code, name or query', async () => {
    await api.send('GET', '/api/v1/reps/ann/today', { as: 'hr' });
    const text = JSON.stringify(api.log);
    if (api.log.length > 0) expect(text).toContain('"route":"/api/v1/reps/:code/today"');
    expect(text).not.toMatch(/\bann\b|安安|period=|order-/);
  });
});
