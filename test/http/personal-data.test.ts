import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { ROLES } from '../../src/app/operations.ts';
import { SEES_PERSONAL } from '../../src/app/personal-data/personal-access.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { HAPPENED, MARKED, masterData, personPlan } from '../app/personal-data/person-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type As, type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
const { code } = MARKED;
let context: Context;
let api: TestApi;

beforeAll(async () => {
  context = database.tenant();
  await publishPlan(context, personPlan().documents);
  // A1 leads the team of everybody; Z9 leads nobody.
  const data = masterData('2099-12-31');
  const teams = data.teams.map((team) => (team.code === 'all' ? { ...team, manager: 'A1' } : team));
  await importData(context, { data: { ...data, teams } });
  api = await testApi(context, database.url(), [code, 'A1', 'Z9']);
  expect((await api.send('POST', '/api/v1/activities', { as: 'integrator', body: HAPPENED })).status).toBe(
    200,
  );
});
afterAll(() => api.close());

type Listed = { items: { rep: string; data: Record<string, unknown>; sourceId: string; id: string }[] };

/** Whose positions and photos somebody is shown, in the list and one by one. */
const shownTo = async (as: As): Promise<string[] | number> => {
  const list = await api.send('GET', '/api/v1/activities', { as });
  if (list.status !== 200) return list.status;
  const shown = new Set<string>();
  for (const { id, rep, data } of (list.json as Listed).items) {
    const one = (await api.send('GET', `/api/v1/activities/${id}`, { as })).json as Listed['items'][number];
    expect(one.data).toEqual(data);
    if ('position' in data || 'photo' in data) shown.add(rep);
  }
  return [...shown].sort();
};

describe('the own export', () => {
  it('holds nothing of a colleague who only names the rep', async () => {
    const visit = {
      id: 'visit-naming',
      source: 'sfa',
      type: 'visit.completed',
      time: '2024-03-07T10:00:00+08:00',
      subject: 'Z9',
      data: { outlet: 'O1', position: 'where Z9 was', photo: 'what Z9 saw', note: `met ${MARKED.name}` },
    };
    const { json } = await api.send('POST', '/api/v1/activities', { as: 'integrator', body: visit });
    expect(json).toMatchObject({ accepted: 1 });
    const path = `/api/v1/reps/${encodeURIComponent(code)}/personal-data`;
    const own = await api.send('GET', path, { as: `rep:${code}` });
    expect([own.status, own.text]).toEqual([200, expect.not.stringMatching(/where Z9 was|what Z9 saw/)]);
    expect((await api.send('GET', path, { as: 'hr' })).text).toContain('met ');
  });
});

describe('positions and photos', () => {
  it('are shown to those of the table, and to nobody else', async () => {
    const everybody = ['A1', code, 'Z9'];
    for (const role of ROLES) {
      const expected = SEES_PERSONAL[role] === 'everybody' ? everybody : [];
      expect([role, await shownTo(role)]).toEqual([role, expected]);
    }
    expect(Object.keys(SEES_PERSONAL).sort()).toEqual(['auditor', 'hr', 'manager', 'rep']);
    expect(await shownTo(`rep:${code}`)).toEqual([code]);
    expect(await shownTo('rep:A1')).toEqual(['A1']);
    expect(await shownTo('manager:A1')).toEqual(everybody);
    expect(await shownTo('manager:Z9')).toEqual(['Z9']);
  });

  it('leave everything else of an activity to those who may not see them', async () => {
    const { items } = (await api.send('GET', `/api/v1/activities?rep=${code}`, { as: 'payroll' }))
      .json as Listed;
    expect(items.map(({ data }) => data)).toContainEqual({ note: MARKED.note });
    expect(JSON.stringify(items)).not.toContain(MARKED.photo);
  });
});

describe('personal data over HTTP', () => {
  it('are given to the person and to the office as one document', async () => {
    for (const as of [`rep:${code}`, 'hr', 'admin'] as const) {
      const { status, json, headers } = await api.send('GET', `/api/v1/reps/${code}/personal-data`, { as });
      expect([as, status]).toEqual([as, 200]);
      expect(headers.get('content-disposition')).toContain('personal-data.json');
      expect(json).toMatchObject({ person: { name: MARKED.name, employeeNo: MARKED.employeeNo } });
      expect(JSON.stringify(json)).toContain(MARKED.position);
    }
    const told = [];
    for (const rep of ['A1', 'nobody']) {
      const answer = await api.send('GET', `/api/v1/reps/${rep}/personal-data`, { as: `rep:${code}` });
      told.push(JSON.stringify({ ...(answer.json as object), instance: '' }).replaceAll(rep, 'x'));
      expect(answer.status).toBe(404);
    }
    expect(told[0]).toBe(told[1]);
  });

  it('are erased with a reason, once, and then show a neutral name', async () => {
    const path = `/api/v1/reps/${code}/erasure`;
    expect((await api.send('POST', path, { as: 'hr', body: {} })).status).toBe(400);
    expect((await api.send('POST', path, { as: 'hr', body: { reason: ' ' } })).status).toBe(400);
    const early = await api.send('POST', path, { as: 'hr', body: { reason: 'asked' } });
    expect(early).toMatchObject({ status: 409, json: { code: 'state' } });
    // Whatever day it is there, the person has left by then.
    const left = { ...masterData('2024-03-06'), teams: [], outlets: [], targets: [], memberships: [] };
    await importData(context, { data: left });
    expect((await api.settle('2024-03')).status).toBe('done');
    const sent = { as: 'hr', body: { reason: 'asked' }, headers: { 'idempotency-key': 'erase-1' } } as const;
    const first = await api.send('POST', path, sent);
    expect(first).toMatchObject({ status: 200, json: { already: false } });
    const again = await api.send('POST', path, sent);
    expect(again).toMatchObject({ status: 200, json: first.json });
    expect((await api.send('POST', path, { as: 'hr', body: { reason: 'asked' } })).json).toMatchObject({
      already: true,
    });
    const { person } = first.json as { person: string };
    expect((await api.send('GET', `/api/v1/reps/${code}`, { as: 'hr' })).status).toBe(404);
    expect((await api.send('GET', `/api/v1/reps/${code}/today`, { as: `rep:${code}` })).status).toBe(404);
    const statement = await api.send('GET', `/api/v1/reps/${person}/statement?period=2024-03`, {
      as: 'auditor',
    });
    expect(statement.json).toMatchObject({ rep: { code: person, name: '已删除 · erased' } });
    const listed = await api.send('GET', '/api/v1/reps', { as: 'hr' });
    expect((listed.json as { items: { code: string }[] }).items.map((rep) => rep.code)).toEqual(['A1', 'Z9']);
  });
});
