import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { startJob } from '../../src/app/jobs/start-job.ts';
import { sealLedger } from '../../src/app/ledger/seal-ledger.ts';
import { OPERATIONS, type Operation, ROLES, type Role } from '../../src/app/operations.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import { smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
let api: TestApi;
let context: Context;

beforeAll(async () => {
  context = database.tenant();
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

/** Every request of the API by the operation that it is: what is missing here is admitted to nobody knows whom. */
const REQUESTS: Readonly<Partial<Record<Operation, readonly string[]>>> = {
  'ingest-activities': ['POST /activities', 'POST /activities/{id}/void', 'POST /activities/{id}/amend'],
  'read-activities': ['GET /activities', 'GET /activities/{id}'],
  'read-figures': [
    'GET /awards',
    'GET /statements',
    'GET /reps/{code}/awards',
    'GET /reps/{code}/today',
    'GET /reps/{code}/badges',
    'GET /reps/{code}/ledger',
    'GET /reps/{code}/statement',
  ],
  'explain-award': ['GET /awards/{id}', 'GET /rules/{code}/explain'],
  'read-leaderboards': ['GET /leaderboards', 'GET /leaderboards/{metric}'],
  'read-master-data': [
    'GET /reps',
    'GET /reps/{code}',
    'GET /reps/{code}/memberships',
    'GET /teams',
    'GET /teams/{code}',
    'GET /outlets',
    'GET /outlets/{code}',
    'GET /products',
    'GET /products/{code}',
    'GET /targets',
  ],
  'save-master-data': [
    'PUT /reps/{code}',
    'PUT /reps/{code}/memberships',
    'PUT /teams/{code}',
    'PUT /outlets/{code}',
    'PUT /products/{code}',
    'PUT /targets',
    'DELETE /targets',
  ],
  'import-data': ['reps', 'teams', 'memberships', 'outlets', 'products', 'targets'].map(
    (table) => `POST /${table}/import`,
  ),
  'read-plan': ['GET /plans'],
  'propose-plan': ['POST /plans/proposals', 'POST /plans/proposals/{id}/withdraw'],
  'read-plan-proposals': ['GET /plans/proposals', 'GET /plans/proposals/{id}'],
  'decide-plan': ['POST /plans/proposals/{id}/approve', 'POST /plans/proposals/{id}/refuse'],
  'propose-recalibration': ['POST /targets/recalibrations', 'POST /targets/recalibrations/{id}/withdraw'],
  'read-recalibrations': ['GET /targets/recalibrations', 'GET /targets/recalibrations/{id}'],
  'decide-recalibration': [
    'POST /targets/recalibrations/{id}/approve',
    'POST /targets/recalibrations/{id}/refuse',
  ],
  'approve-settlement': ['POST /settlements/{period}/approve'],
  'read-rules': ['GET /plans/current', 'GET /rules', 'GET /rules/{code}', 'GET /metrics'],
  'settle-period': ['POST /settlements'],
  'read-settlements': ['GET /settlements', 'GET /settlements/{period}'],
  'read-results': ['GET /settlements/{period}/export'],
  'export-personal-data': ['GET /reps/{code}/personal-data'],
  'erase-personal-data': ['POST /reps/{code}/erasure'],
  'verify-ledger': ['POST /ledger/verify', 'GET /ledger/verify'],
  'read-jobs': ['GET /jobs', 'GET /jobs/{id}'],
  'read-people': ['GET /people', 'GET /people/{id}'],
  'manage-people': [
    'POST /people',
    'PATCH /people/{id}',
    'DELETE /people/{id}',
    'POST /people/{id}/invitation',
    'POST /people/{id}/sign-out',
  ],
  'read-keys': ['GET /keys'],
  'manage-keys': ['POST /keys', 'POST /keys/{id}/rotate', 'DELETE /keys/{id}'],
};

/** What only the command line and the service itself do. */
const VERBS: Readonly<Partial<Record<Operation, (as: Context) => Promise<unknown>>>> = {
  'publish-plan': async (as) => publishPlan(as, smallPlan().documents),
  'load-demo': async (as) =>
    startJob(as, { kind: 'load-demo', input: { seed: 1, asOf: '2024-03-20', size: 'small' } }),
  'seal-ledger': async (as) => sealLedger(as),
  rebuild: async (as) => rebuild(as),
};

const isAdmittedTo = (operation: Operation, role: Role): boolean =>
  (OPERATIONS[operation] as readonly Role[]).includes(role);

describe('roles', () => {
  it('are asked about every operation of the table, and every request of the document', async () => {
    expect([...Object.keys(REQUESTS), ...Object.keys(VERBS)].sort()).toEqual(Object.keys(OPERATIONS).sort());
    const { paths } = (await api.send('GET', '/api/openapi.json', { as: null })).json as {
      paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
    };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1/', '/')}`),
    );
    // Whether it works and who one can be is open to everybody, who one is to whoever is somebody.
    const open = ['GET /api/health', 'GET /api/sign-in', 'GET /me'];
    expect([...Object.values(REQUESTS).flat(), ...open].sort()).toEqual(described.sort());
  });

  it('are admitted to what the table of operations says, and to nothing else', async () => {
    for (const [operation, requests] of Object.entries(REQUESTS)) {
      for (const request of requests) {
        const [method = '', path = ''] = request.split(' ');
        // Nothing that names anything: who is admitted is told what is wrong with it.
        const target = `/api/v1${path.replace(/\{\w+\}/, 'nothing')}`;
        const body = method === 'PUT' || method === 'POST' ? { body: { unknown: true } } : {};
        for (const role of ROLES) {
          const { status, json } = await api.send(method, target, { as: role, ...body });
          expect([request, role, status === 403], JSON.stringify(json)).toEqual([
            request,
            role,
            !isAdmittedTo(operation as Operation, role),
          ]);
        }
      }
    }
  });

  it('are refused by the verbs of the command line as well', async () => {
    for (const [operation, verb] of Object.entries(VERBS)) {
      for (const role of ROLES) {
        const code = await verb({ ...context, roles: [role] }).then(
          () => undefined,
          (error: { code?: string }) => error.code,
        );
        expect([operation, role, code]).toEqual([
          operation,
          role,
          isAdmittedTo(operation as Operation, role) ? undefined : 'forbidden',
        ]);
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
