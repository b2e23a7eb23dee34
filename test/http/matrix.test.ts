import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { readPlan } from '../../src/app/plan/read-plan.ts';
import { rowsOf } from '../../src/storage/database.ts';
import { COMMISSION, ORDER_POINTS, smallData, smallFiles } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { MATRIX, OPEN } from './matrix-table.ts';
import { type As, type TestApi, testApi } from './test-api.ts';

const ROLES = ['rep', 'manager', 'hr', 'payroll', 'auditor', 'admin', 'integrator'] as const;
type Role = (typeof ROLES)[number];
type Cell = 'all' | 'team' | 'own' | 'yes' | '-';

/** The lines of the table, each with a cell for every role. */
const rows = MATRIX.split('\n')
  .slice(2)
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [operation = '', ...cells] = line.split('|').map((each) => each.trim());
    const [method = '', path = ''] = operation.split(/\s+/);
    return { name: `${method} ${path}`, method, path, cells: cells as Cell[] };
  });

/** Bo, whose manager is Ann, belongs to the east; Cy to the west; Zed to another tenant. */
const WHO: Readonly<Record<Role, As>> = {
  rep: 'rep:bo',
  manager: 'manager:ann',
  hr: 'hr',
  payroll: 'payroll',
  auditor: 'auditor',
  admin: 'admin',
  integrator: 'integrator',
};
const SEEN: Readonly<Record<'own' | 'team' | 'all', readonly string[]>> = {
  own: ['bo'],
  team: ['ann', 'bo'],
  all: ['ann', 'bo', 'cy'],
};

/** What can stand in a path, of oneself or the own team, of another team, and of another tenant. */
type Names = Readonly<{ own: string; other: string; foreign: string }>;

const database = testDatabase();
let ours: TestApi;
let theirs: TestApi;
let strangers: Context;
let names: Readonly<Record<string, Names>>;

const shopOf = (rep: string): string => `shop of ${rep}`;

const prepare = async (of: 'us' | 'them'): Promise<Context> => {
  const context = database.tenant();
  const files = smallFiles([ORDER_POINTS, COMMISSION]);
  const own = [...files].map(([file, text]) => [
    file,
    of === 'us' ? text : text.replaceAll('visits', 'their-visits').replaceAll('order-points', 'their-points'),
  ]);
  await publishPlan(context, readPlan(new Map(own as [string, string][])).documents);
  const data = smallData([]);
  const renamed = (code: string) => (of === 'us' ? code : `their ${code}`);
  await importData(context, {
    data: {
      ...data,
      teams: data.teams.map((team) => ({
        ...team,
        code: renamed(team.code),
        ...(team.code === 'east' && { manager: renamed('ann') }),
      })),
      reps: data.reps.map(({ team, ...rep }) => ({
        ...rep,
        code: renamed(rep.code),
        ...(team !== undefined && { team: renamed(team) }),
      })),
      outlets: ['ann', 'bo', 'cy'].map((rep) => ({
        code: renamed(shopOf(rep)),
        name: 'Shop',
        rep: renamed(rep),
        attributes: {},
      })),
      products: [{ code: renamed('tea'), name: 'Tea', attributes: {} }],
    },
  });
  return context;
};

/** Gives a tenant work, awards, targets, a settlement, a key and a person. */
const fill = async (api: TestApi, renamed: (code: string) => string, metric: string, period: string) => {
  const events = ['ann', 'bo', 'cy'].map((rep) => ({
    id: `order-${rep}`,
    source: 'crm',
    type: 'order.placed',
    time: `${api.today}T10:00:00+08:00`,
    subject: renamed(rep),
    data: { amount: 10 },
  }));
  await api.send('POST', '/api/v1/activities', { body: events });
  const month = api.today.slice(0, 7);
  const items = ['ann', 'bo', 'cy'].map((rep) => ({
    ...{ subjectKind: 'rep', subject: renamed(rep), metric, period: month, tier: 'base' },
    amount: '5',
  }));
  await api.send('PUT', '/api/v1/targets', { body: { items } });
  await api.settle(period);
  const key = (await api.send('POST', '/api/v1/keys', { body: { name: 'erp' } })).json as { id: string };
  const person = { name: 'Somebody', roles: ['payroll'], email: 'somebody@example.cn' };
  const invited = (await api.send('POST', '/api/v1/people', { body: person })).json as {
    person: { id: string };
  };
  const files = Object.fromEntries(
    [...smallFiles()].map(([file, text]) => [file, JSON.parse(text) as unknown]),
  );
  await api.send('POST', '/api/v1/plans/proposals', { body: { reason: 'so', files } });
  const recalibrations: Record<string, string> = {};
  for (const rep of ['ann', 'bo', 'cy']) {
    const change = { subject: renamed(rep), metric, period: month, amount: 4 };
    const body = { trigger: 'so', reason: 'so', changes: [change] };
    const made = await api.send('POST', '/api/v1/targets/recalibrations', { body });
    recalibrations[rep] = (made.json as { id: string }).id;
  }
  return { key: key.id, person: invited.person.id, recalibrations };
};

const first = async (api: TestApi, path: string): Promise<string> =>
  ((await api.send('GET', `/api/v1${path}`)).json as { items: { id: string }[] }).items[0]?.id ?? '';

const verified = async (api: TestApi): Promise<void> => {
  await api.send('POST', '/api/v1/ledger/verify', { body: {} });
  while ((await api.send('GET', '/api/v1/ledger/verify')).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 50));
};

/** What is held of the other tenant, so that a change of whatever in it is noticed. */
const fingerprint = async ({ store, tenant }: Context): Promise<Record<string, string>> => {
  const tables = await rowsOf<{ name: string }>(
    store.db,
    sql`select format('%I.%I', table_schema, table_name) as name from information_schema.columns
      where column_name = 'tenant_id' and table_schema in ('public', 'sign_in') order by 1`,
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await rowsOf<{ print: string | null }>(
      store.db,
      sql`select md5(string_agg(r::text, ',' order by r::text)) as print from ${sql.raw(name)} r
        where r.tenant_id = ${tenant}`,
    );
    prints[name] = row?.print ?? '';
  }
  return prints;
};

beforeAll(async () => {
  const us = await prepare('us');
  strangers = await prepare('them');
  ours = await testApi(us, database.url(), ['ann', 'bo']);
  theirs = await testApi(strangers, database.url());
  const month = ours.today.slice(0, 7);
  const own = await fill(ours, (code) => code, 'visits', month);
  const foreign = await fill(theirs, (code) => `their ${code}`, 'their-visits', ours.today);
  await verified(ours);
  const of = async (list: 'activities' | 'awards'): Promise<Names> => ({
    own: await first(ours, `/${list}?rep=bo`),
    other: await first(ours, `/${list}?rep=cy`),
    foreign: await first(theirs, `/${list}?rep=${encodeURIComponent('their bo')}`),
  });
  const alike = (one: string, foreignOne: string): Names => ({ own: one, other: one, foreign: foreignOne });
  names = {
    reps: { own: 'bo', other: 'cy', foreign: 'their bo' },
    activities: await of('activities'),
    awards: await of('awards'),
    outlets: { own: shopOf('bo'), other: shopOf('cy'), foreign: `their ${shopOf('bo')}` },
    teams: alike('east', 'their east'),
    products: alike('tea', 'their tea'),
    leaderboards: alike('sales', 'their-visits'),
    rules: alike('order-points', 'their-points'),
    settlements: alike(month, ours.today),
    jobs: alike(await first(ours, '/jobs?limit=1'), await first(theirs, '/jobs?limit=1')),
    people: alike(own.person, foreign.person),
    keys: alike(own.key, foreign.key),
    proposals: alike(await first(ours, '/plans/proposals'), await first(theirs, '/plans/proposals')),
    recalibrations: {
      own: own.recalibrations.bo ?? '',
      other: own.recalibrations.cy ?? '',
      foreign: foreign.recalibrations.bo ?? '',
    },
  };
});
afterAll(() => Promise.all([ours.close(), theirs.close()]));

const BODIES: Readonly<Record<string, object>> = {
  'POST /activities/{id}/void': { reason: 'not so' },
  'POST /activities/{id}/amend': { reason: 'not so', data: { amount: '7' } },
  'POST /reps/{code}/erasure': { reason: 'asked for' },
  'PATCH /people/{id}': { blocked: true },
  'POST /people/{id}/invitation': {},
  'POST /people/{id}/sign-out': {},
  'POST /keys/{id}/rotate': {},
  ...Object.fromEntries(
    ['plans/proposals', 'targets/recalibrations'].flatMap((list) =>
      ['approve', 'refuse', 'withdraw'].map((verdict) => [`POST /${list}/{id}/${verdict}`, { reason: 'so' }]),
    ),
  ),
  'POST /settlements/{period}/approve': { calculation: 1 },
};

/** A request of an operation about something. Where a body is needed and none is given, one that nobody understands. */
const ask = (as: As, { name, method, path }: (typeof rows)[number], about: keyof Names, body?: object) => {
  const list = /\/([a-z]+)\/\{/.exec(path)?.[1] ?? '';
  // Whom an explanation is about is said apart from the rule.
  const isExplanation = path.endsWith('/explain');
  const named = isExplanation && about === 'other' ? names.rules?.own : names[list]?.[about];
  const target = path.replace(/\{\w+\}/, encodeURIComponent(named ?? ''));
  const month = ours.today.slice(0, 7);
  const query = [
    ...(isExplanation ? [`rep=${encodeURIComponent(names.reps?.[about] ?? '')}`] : []),
    ...(isExplanation || /statements?$|leaderboards.*\{/.test(path) ? [`period=${month}`] : []),
    ...(path.endsWith('/export') ? ['format=json'] : []),
  ];
  const search = query.length > 0 ? `?${query.join('&')}` : '';
  const sent = method === 'GET' || name === 'DELETE /people/{id}' || name === 'DELETE /keys/{id}';
  return ours.send(method, `/api/v1${target}${search}`, {
    as,
    ...(!sent && { body: body ?? { unknown: true } }),
  });
};

/** The reps whom the items of a list are about. */
const repsIn = (json: unknown): string[] => {
  const { items = [] } = json as { items?: Readonly<Record<string, unknown>>[] };
  const codes = items.map(({ rep, subject, code, changes }) => {
    const [change] = (changes ?? []) as { subject: string }[];
    const about = rep ?? subject ?? code ?? change?.subject;
    return typeof about === 'string' ? about : (about as { code: string }).code;
  });
  return [...new Set(codes)].sort();
};

it('has a line for every operation of the document, and none for any other', async () => {
  const { paths } = (await ours.send('GET', '/api/openapi.json', { as: null })).json as {
    paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  };
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/^\/api(\/v1)?\//, '/')}`),
  );
  expect([...rows.map(({ name }) => name), ...OPEN].sort()).toEqual(described.sort());
  expect(rows.every(({ cells }) => cells.length === ROLES.length)).toBe(true);
});

describe.each(rows)('$name', (row) => {
  const isList = row.method === 'GET' && !row.path.includes('{');
  const isAboutSomething = row.path.includes('{');

  it.each(ROLES.map((role, index) => [role, row.cells[index] ?? '-'] as const))(
    '%s: %s',
    async (role, cell) => {
      const as = WHO[role];
      const status = async (about: keyof Names, body?: object) => (await ask(as, row, about, body)).status;
      if (cell === '-') {
        // Also with a body that would be understood: who is refused changes nothing.
        for (const about of ['own', 'other', 'foreign'] as const)
          expect([about, await status(about, BODIES[row.name])]).toEqual([about, 403]);
        return;
      }
      if (isList) {
        const answer = await ask(as, row, 'own');
        expect([answer.status, answer.text]).toEqual([200, expect.not.stringContaining('their ')]);
        if (cell !== 'yes') expect(repsIn(answer.json)).toEqual(SEEN[cell]);
        return;
      }
      if (row.method === 'GET') {
        expect(await status('own')).toBe(200);
        const seesOthers = cell === 'all' || cell === 'yes';
        expect(['other', await status('other')]).toEqual(['other', seesOthers ? 200 : 404]);
        const foreign = await ask(as, row, 'foreign');
        // The file of a period that was not settled here holds what there is, which is nothing of theirs.
        if (row.path.endsWith('/export')) expect(foreign.text).not.toContain('their ');
        else expect(['foreign', foreign.status]).toEqual(['foreign', 404]);
        return;
      }
      // Admitted, and told what is wrong with the request.
      if (!row.name.startsWith('DELETE /people') && !row.name.startsWith('DELETE /keys'))
        // Activities are each answered by themselves.
        expect(row.name === 'POST /activities' ? [200] : [400, 404, 409, 415, 422]).toContain(
          await status('own', row.path.endsWith('verify') ? [] : undefined),
        );
      if (isAboutSomething && (BODIES[row.name] || row.method === 'DELETE'))
        expect(['foreign', await status('foreign', BODIES[row.name])]).toEqual(['foreign', 404]);
    },
  );
});

it('changes nothing of another tenant, whoever asked for it', async () => {
  const before = await fingerprint(strangers);
  expect(Object.values(before).filter((print) => print !== '').length).toBeGreaterThan(12);
  for (const row of rows.filter(({ method, path }) => method !== 'GET' && path.includes('{')))
    for (const role of ROLES) await ask(WHO[role], row, 'foreign', BODIES[row.name]);
  expect(await fingerprint(strangers)).toEqual(before);
});

it('lets nobody in without a token or with that of nobody', async () => {
  for (const { method, path } of rows) {
    const target = `/api/v1${path.replace(/\{\w+\}/, 'x')}`;
    for (const authorization of ['Bearer a-token-of-nobody-at-all', 'Basic eDp5', '']) {
      const headers = authorization === '' ? {} : { authorization };
      const { status } = await ours.send(method, target, { as: null, headers });
      expect([method, path, status]).toEqual([method, path, 401]);
    }
  }
});
