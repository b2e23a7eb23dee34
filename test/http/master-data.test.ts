import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../../schemas/job.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { rowsOf } from '../../src/storage/database.ts';
import { inTenant } from '../../src/storage/tenant-transaction.ts';
import { smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type As, type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
let api: TestApi;
let context: ReturnType<typeof database.tenant>;

beforeAll(async () => {
  context = database.tenant();
  await publishPlan(context, smallPlan().documents);
  const data = smallData([]);
  // Ann leads the team in the east, which bo is in too; cy is in the west.
  const teams = data.teams.map((team) => (team.code === 'east' ? { ...team, manager: 'ann' } : team));
  await importData(context, { data: { ...data, teams } });
  api = await testApi(context, database.url(), ['ann', 'bo']);
});
afterAll(() => api.close());

type Told = Readonly<{ status: number; json: unknown }>;
const get = (path: string, as: As = 'hr') => api.send('GET', `/api/v1${path}`, { as });
const put = (path: string, body: unknown, as: As = 'hr') => api.send('PUT', `/api/v1${path}`, { as, body });
const items = <T = { code: string }>({ json }: Told) => (json as { items: T[] }).items;
const codes = (told: Told) => items(told).map(({ code }) => code);
const places = ({ json }: Told) =>
  ((json as { errors?: { pointer: string }[] }).errors ?? []).map(({ pointer }) => pointer);

const importCsv = (table: string, text: string | Uint8Array, query = '', headers = {}) =>
  api.send('POST', `/api/v1/${table}/import${query}`, {
    as: 'integrator',
    body: text,
    headers: { 'content-type': 'text/csv', ...headers },
  });
const ended = async ({ json }: Told): Promise<Job> => {
  for (;;) {
    const job = (await get(`/jobs/${(json as Job).id}`)).json as Job;
    if (job.endedAt !== undefined) return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('reps', () => {
  const dee = { name: '迪迪', league: 'gold', hiredOn: '2024-01-02', attributes: { city: '上海' } };

  it('are created, read, found and replaced as a whole', async () => {
    const saved = await put('/reps/dee', { ...dee, employeeNo: '00123', team: 'west' });
    expect(saved).toMatchObject({ status: 200 });
    expect(saved.json).toEqual({ code: 'dee', ...dee, employeeNo: '00123', team: 'west' });
    expect((await get('/reps/dee')).json).toEqual(saved.json);
    expect(codes(await get('/reps?q=%E8%BF%AA'))).toEqual(['dee']);
    expect(codes(await get('/reps?league=gold'))).toEqual(['dee']);
    expect(codes(await get('/reps?team=west'))).toEqual(['cy', 'dee']);
    expect(codes(await get('/reps?active=2023-12-31'))).not.toContain('dee');
    await put('/reps/dee', { name: 'Dee', leftOn: '2024-01-31' });
    expect((await get('/reps/dee')).json).toEqual({
      code: 'dee',
      name: 'Dee',
      team: 'west',
      leftOn: '2024-01-31',
      attributes: {},
    });
    expect(codes(await get('/reps?active=2024-02-01'))).toEqual(['ann', 'bo', 'cy']);
  });

  it('come in pages by code', async () => {
    const first = await get('/reps?limit=2');
    expect(codes(first)).toEqual(['ann', 'bo']);
    const { next } = first.json as { next: string };
    expect(codes(await get(`/reps?limit=500&cursor=${next}`))).toEqual(['cy', 'dee']);
  });

  it('are refused with the place of what is wrong', async () => {
    expect(places(await put('/reps/x', { name: 'X', team: 'nort', league: 7 }))).toEqual(['/league']);
    const stranger = await put('/reps/x', { name: 'X', team: 'EAST' });
    expect([stranger.status, places(stranger)]).toEqual([422, ['/team']]);
    expect(JSON.stringify(stranger.json)).toContain('did you mean');
    const order = await put('/reps/x', { name: 'X', hiredOn: '2024-02-01', leftOn: '2024-01-01' });
    expect([order.status, places(order)]).toEqual([400, ['/leftOn']]);
    const hidden = await put('/reps/x', { name: 'X', attributes: { league: 'gold' } });
    expect([hidden.status, places(hidden)]).toEqual([400, ['/attributes/league']]);
    const odd = await put('/reps/x', { name: 'X\u0000' });
    expect([odd.status, places(odd)]).toEqual([400, ['/name']]);
    expect(places(await put('/reps/x', { name: 'X', nick: 'y' }))).toEqual(['/nick']);
    expect((await get('/reps/x')).status).toBe(404);
    expect((await get('/reps?team=nowhere')).status).toBe(404);
  });

  it('cannot be deleted', async () => {
    expect((await api.send('DELETE', '/api/v1/reps/dee')).status).toBe(404);
  });

  it('are seen by those who lead them', async () => {
    expect(codes(await get('/reps', 'manager:ann'))).toEqual(['ann', 'bo']);
    expect((await get('/reps/cy', 'manager:ann')).status).toBe(404);
    expect((await get('/reps/cy/memberships', 'manager:ann')).status).toBe(404);
    expect((await get('/reps', 'rep:bo')).status).toBe(403);
    expect((await put('/reps/bo', { name: 'Boss' }, 'manager:ann')).status).toBe(403);
    expect((await put('/reps/bo', { name: 'Boss' }, 'auditor')).status).toBe(403);
  });
});

describe('memberships', () => {
  it('are replaced as a whole, and in order', async () => {
    const two = [
      { team: 'west', from: '2024-03-10' },
      { team: 'east', to: '2024-03-10' },
    ];
    const saved = await put('/reps/cy/memberships', { items: two });
    expect(saved.json).toEqual({
      items: [
        { rep: 'cy', team: 'east', to: '2024-03-10' },
        { rep: 'cy', team: 'west', from: '2024-03-10' },
      ],
    });
    expect((await get('/reps/cy/memberships')).json).toEqual(saved.json);
    expect((await get('/reps/cy')).json).toMatchObject({ team: 'west' });
    // What was read is saved again without changing anything; another team would throw the history away.
    expect((await put('/reps/cy', { name: 'Cy', team: 'west' })).status).toBe(200);
    expect((await get('/reps/cy/memberships')).json).toEqual(saved.json);
    const flat = await put('/reps/cy', { name: 'Cy', team: 'east' });
    expect([flat.status, places(flat)]).toEqual([409, ['/team']]);
    expect((await put('/reps/cy/memberships', { items: [] })).json).toEqual({ items: [] });
    expect((await get('/reps/cy')).json).not.toHaveProperty('team');
    await put('/reps/cy', { name: 'Cy', team: 'west' });
  });

  it('that overlap or name no team are refused, and those before stay', async () => {
    const overlap = await put('/reps/cy/memberships', {
      items: [
        { team: 'east', to: '2024-03-10' },
        { team: 'west', from: '2024-03-09' },
      ],
    });
    expect([overlap.status, places(overlap)]).toEqual([400, ['/items/1/from']]);
    const nowhere = await put('/reps/cy/memberships', { items: [{ team: 'nowhere' }] });
    expect([nowhere.status, places(nowhere)]).toEqual([422, ['/items/0/team']]);
    expect((await put('/reps/nobody/memberships', { items: [] })).status).toBe(404);
    expect(items(await get('/reps/cy/memberships'))).toEqual([{ rep: 'cy', team: 'west' }]);
  });
});

describe('teams', () => {
  it('have parents and managers that are there, and are not above themselves', async () => {
    expect((await put('/teams/all', { name: 'All' })).status).toBe(200);
    expect((await put('/teams/east', { name: 'East', parent: 'all', manager: 'ann' })).json).toEqual({
      code: 'east',
      name: 'East',
      parent: 'all',
      manager: 'ann',
    });
    expect((await get('/teams/east')).json).toMatchObject({ parent: 'all' });
    expect(codes(await get('/teams', 'manager:ann'))).toEqual(['all', 'east', 'west']);
    for (const parent of ['east', 'all']) {
      const circle = await put('/teams/all', { name: 'All', parent });
      expect([circle.status, places(circle)]).toEqual([400, ['/parent']]);
    }
    const unknown = await put('/teams/north', { name: 'North', parent: 'pole', manager: 'santa' });
    expect([unknown.status, places(unknown).sort()]).toEqual([422, ['/manager', '/parent']]);
    expect((await get('/teams/north')).status).toBe(404);
  });

  it('make no circle by way of a file either', async () => {
    const report = await importCsv('teams', 'code,name,parent\nall,All,east\n', '?dryRun=true');
    expect(report.json).toMatchObject({
      rows: 0,
      rejected: 1,
      rejects: [{ file: 'teams.csv', row: 2, column: 'parent', code: 'bad-value' }],
    });
  });
});

describe('outlets and products', () => {
  it('are created, read, found and replaced', async () => {
    const shop = { name: '小店', class: 'A', cityClass: '1', rep: 'bo', routeCycle: 'weekly' };
    const saved = await put('/outlets/shop', { ...shop, attributes: { shelf: '3' } });
    expect(saved.json).toEqual({ code: 'shop', ...shop, listed: true, attributes: { shelf: '3' } });
    expect((await get('/outlets/shop')).json).toEqual(saved.json);
    expect(codes(await get('/outlets?rep=bo'))).toEqual(['shop']);
    expect(codes(await get('/outlets?rep=ann'))).toEqual([]);
    const stranger = await put('/outlets/shop', { ...shop, rep: 'nobody' });
    expect([stranger.status, places(stranger)]).toEqual([422, ['/rep']]);

    const tea = { name: 'Tea', category: 'drink', launchedOn: '2024-01-01' };
    const product = await put('/products/tea', { ...tea, cost: 1.5, margin: '0.250' });
    expect(product.json).toEqual({
      code: 'tea',
      ...tea,
      cost: '1.5',
      margin: '0.25',
      listed: true,
      attributes: {},
    });
    expect((await get('/products/tea')).json).toEqual(product.json);
    expect(codes(await get('/products?category=drink'))).toEqual(['tea']);
    expect(codes(await get('/products?category=snack'))).toEqual([]);
    expect(codes(await get('/products?q=TEA'))).toEqual(['tea']);
  });

  it('that only activities name are there too, and not listed until they are saved', async () => {
    const visit = { outlet: 'kiosk', faces: 1 };
    await api.send('POST', '/api/v1/activities', {
      body: [
        {
          id: 'v1',
          source: 'crm',
          type: 'visit.completed',
          time: `${api.today}T10:00:00+08:00`,
          subject: 'bo',
          data: visit,
        },
      ],
    });
    expect((await get('/outlets/kiosk')).json).toEqual({
      code: 'kiosk',
      name: 'kiosk',
      listed: false,
      attributes: {},
    });
    await put('/outlets/kiosk', { name: 'Kiosk' });
    expect((await get('/outlets/kiosk')).json).toMatchObject({ name: 'Kiosk', listed: true });
  });

  it('may have codes of any characters', async () => {
    const code = encodeURIComponent("50% off / O'Neil ../ 店");
    expect((await put(`/outlets/${code}`, { name: 'Odd' })).status).toBe(200);
    expect((await get(`/outlets/${code}`)).json).toMatchObject({ name: 'Odd' });
  });
});

describe('targets', () => {
  // Of a month to come, so that they may still be changed.
  const target = { subject: 'bo', metric: 'sales', period: '2099-03', amount: '100.50' };

  it('are saved, listed and removed one by one', async () => {
    const both = [target, { ...target, subjectKind: 'team', subject: 'east', tier: 'stretch', amount: 9 }];
    const saved = await put('/targets', { items: both });
    expect(items(saved)).toEqual([
      { subjectKind: 'rep', tier: 'base', ...target, amount: '100.5' },
      { ...both[1], amount: '9' },
    ]);
    expect((await get('/targets')).json).toEqual(saved.json);
    const first = await get('/targets?limit=1');
    expect(items(first)).toHaveLength(1);
    const rest = await get(`/targets?limit=1&cursor=${(first.json as { next: string }).next}`);
    expect(items(rest)).toEqual([items(saved)[1]]);
    expect(rest.json).not.toHaveProperty('next');
    await put('/targets', { items: [{ ...target, amount: '200' }] });
    expect(items(await get('/targets?subject=bo&metric=sales&period=2099-03'))).toMatchObject([
      { amount: '200' },
    ]);
    const key = '/api/v1/targets?subject=bo&metric=sales&period=2099-03';
    expect((await api.send('DELETE', key, { as: 'hr' })).json).toMatchObject({ amount: '200' });
    expect((await api.send('DELETE', key, { as: 'hr' })).status).toBe(404);
    expect((await api.send('DELETE', key, { as: 'manager:ann' })).status).toBe(403);
  });

  it('are refused with the place of what is wrong, all of them', async () => {
    const wrong = await put('/targets', {
      items: [target, { ...target, metric: 'sale' }, { ...target, subject: 'nobody' }],
    });
    expect([wrong.status, places(wrong)]).toEqual([422, ['/items/1/metric', '/items/2/subject']]);
    const bad = await put('/targets', {
      items: [{ ...target, subject: 'nobody' }, target, { ...target, amount: 1 }],
    });
    expect([bad.status, places(bad)]).toEqual([400, ['/items/0/subject', '/items/2/subject']]);
    const misshapen = await put('/targets', {
      items: [{ ...target, period: '2024-13' }, target, { ...target, amount: '1,5' }],
    });
    expect([misshapen.status, places(misshapen)]).toEqual([400, ['/items/0/period', '/items/2/amount']]);
    expect(items(await get('/targets?subject=bo'))).toEqual([]);
  });

  it('are seen by those who lead whom they are for', async () => {
    await put('/targets', {
      items: [target, { ...target, subject: 'cy' }, { ...target, subjectKind: 'team', subject: 'west' }],
    });
    const seen = items<{ subject: string }>(await get('/targets', 'manager:ann'));
    expect(seen.map(({ subject }) => subject)).toEqual(['bo', 'east']);
    expect(items(await get('/targets?subject=cy', 'manager:ann'))).toEqual([]);
  });
});

describe('what is saved', () => {
  it('is counted and judged at once, and stands in the audit without names', async () => {
    const order = (id: string, subject: string) => ({
      id,
      source: 'crm',
      type: 'order.placed',
      time: `${api.today}T11:00:00+08:00`,
      subject,
      data: { amount: 10 },
    });
    await api.send('POST', '/api/v1/activities', { body: [order('n1', 'bo')] });
    await put('/reps/bo', { name: 'Bo Li', team: 'east', league: 'silver' });
    const entries = await inTenant(context.store.db, context.tenant, (tx) =>
      rowsOf(
        tx,
        sql`select actor, subject, details from audit
          where tenant_id = ${context.tenant} and action = 'save-rep' order by at`,
      ),
    );
    expect(entries.at(-1)).toMatchObject({
      actor: 'hr',
      subject: expect.stringMatching(/^rep_/),
      details: { granted: 0, reversed: 0 },
    });
    expect(JSON.stringify(entries)).not.toContain('Bo Li');
    expect(JSON.stringify(api.log)).not.toContain('Bo Li');
  });
});

describe('a file', () => {
  const csv = ['code,name,class,rep,Shelf', 'f1,Eins,A,bo,3', 'f2,Zwei,B,nobody,4', ',Drei,,,'].join('\n');

  it('is only checked in a dry run', async () => {
    const report = await importCsv('outlets', csv, '?dryRun=true');
    expect(report.status).toBe(200);
    expect(report.json).toMatchObject({
      rows: 1,
      rejected: 2,
      rejects: [
        { file: 'outlets.csv', row: 3, column: 'rep', code: 'unknown-rep' },
        { file: 'outlets.csv', row: 4, column: 'code', code: 'missing' },
      ],
      inputs: [{ rows: 3, accepted: 1, encoding: 'utf-8', delimiter: ',' }],
    });
    expect((await get('/outlets/f1')).status).toBe(404);
  });

  it('is imported by a job, which tells of the rows it refused and keeps nothing of the file', async () => {
    const started = await importCsv('outlets', csv, '', { 'idempotency-key': 'file-1' });
    expect(started.status).toBe(202);
    const job = await ended(started);
    expect(job).toMatchObject({ status: 'done', result: { rows: 1, rejected: 2 } });
    expect((await get('/outlets/f1')).json).toMatchObject({ class: 'A', attributes: { Shelf: '3' } });
    const kept = await inTenant(context.store.db, context.tenant, (tx) =>
      rowsOf(tx, sql`select input from job where tenant_id = ${context.tenant} and job_id = ${job.id}`),
    );
    expect(kept).toEqual([{ input: {} }]);
    const again = await importCsv('outlets', csv, '', { 'idempotency-key': 'file-1' });
    expect((again.json as Job).id).toBe(job.id);
  });

  it('may be GB18030 with semicolons, also under an idempotency key', async () => {
    // 编码 is no heading; the name 张三 in GB18030 is D5 C5 C8 FD.
    const text = [...new TextEncoder().encode('code;name;team\ngb;'), 0xd5, 0xc5, 0xc8, 0xfd];
    const bytes = new Uint8Array([...text, ...new TextEncoder().encode(';east\n')]);
    const job = await ended(await importCsv('reps', bytes, '', { 'idempotency-key': 'gb' }));
    expect(job.result).toMatchObject({
      rows: 1,
      rejected: 0,
      inputs: [{ encoding: 'gb18030', delimiter: ';' }],
    });
    expect((await get('/reps/gb')).json).toMatchObject({ name: '张三', team: 'east' });
  });

  it('of every table is understood, and one that is none is told why', async () => {
    const tables = {
      teams: 'code,name\nnew,New',
      reps: 'code\tname\nzed\tZed',
      memberships: 'rep,team,from,to\ncy,east,,2024-03-01\ncy,west,2024-03-01,',
      products: 'code,name,cost\np,P,1',
      targets: 'subject,metric,period,amount\nbo,sales,2024-04,5',
    };
    for (const [table, text] of Object.entries(tables))
      expect((await importCsv(table, text, '?dryRun=true')).json, table).toMatchObject({ rejected: 0 });
    for (const text of ['', '\u0000\u0001', 'name\nx', 'code,name\n"x'])
      expect((await importCsv('reps', text, '?dryRun=true')).json, text).toMatchObject({
        rows: 0,
        rejected: 1,
      });
    const refused = await ended(await importCsv('reps', 'name\nx'));
    expect(refused.result).toMatchObject({ rows: 0, rejects: [{ row: 1, code: 'missing-column' }] });
    expect((await importCsv('reps', `code,name\n${'x'.repeat(17 * 1024 * 1024)}`)).status).toBe(413);
    expect((await api.send('POST', '/api/v1/reps/import', { body: {} })).status).toBe(415);
    expect((await api.send('POST', '/api/v1/reps/import?dryRun=maybe', { body: {} })).status).toBe(400);
  });
});

describe('publications of plans', () => {
  it('are listed, the latest first', async () => {
    await publishPlan(context, smallPlan([]).documents);
    const all = items<{ rules: number; publishedBy: string }>(await get('/plans'));
    expect(all.map(({ rules, publishedBy }) => [rules, publishedBy])).toEqual([
      [0, 'tester'],
      [5, 'tester'],
    ]);
    const first = await get('/plans?limit=1');
    const { next } = first.json as { next: string };
    expect(items(await get(`/plans?limit=1&cursor=${next}`))).toEqual([all[1]]);
    expect((await get('/plans', 'rep:bo')).status).toBe(403);
  });
});
