import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { csvLine } from '../../src/app/tabular/csv-text.ts';
import { newApi } from '../../src/http/api.ts';
import type { createApp } from '../../src/http/create-app.ts';
import { withWebApp } from '../../src/node/with-web-app.ts';
import { rowsOf } from '../../src/storage/database.ts';
import { smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type Answered, type TestApi, testApi } from './test-api.ts';

type Operation = Readonly<{
  method: string;
  path: string;
  requestBody?: Readonly<{ content: Readonly<Record<string, unknown>> }>;
  parameters: readonly Readonly<{ name: string; in: string }>[];
}>;

const database = testDatabase();
let context: Context;
let api: TestApi;
let operations: readonly Operation[];

beforeAll(async () => {
  context = database.tenant();
  await publishPlan(context, smallPlan().documents);
  await importData(context, { data: smallData([]) });
  api = await testApi(context, database.url());
  const { paths } = (await api.send('GET', '/api/openapi.json', { as: null })).json as {
    paths: Readonly<Record<string, Readonly<Record<string, Omit<Operation, 'method' | 'path'>>>>>;
  };
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      path,
      method: method.toUpperCase(),
    })),
  );
});
afterAll(() => api.close());

const rows = (statement: ReturnType<typeof sql>) => rowsOf<Record<string, unknown>>(database.db(), statement);

const filled = (path: string, value: string): string => path.replace(/\{\w+\}/g, encodeURIComponent(value));

/** Sends JSON as it is written, so that `__proto__` is a key like any other. */
const sendText = (method: string, path: string, body: string): Promise<Answered> =>
  api.send(method, `/api/v1${path}`, { body });

const order = (id: string, rest = ''): string =>
  `{"id":"${id}","source":"crm","type":"order.placed","time":"2024-03-05T10:00:00+08:00","subject":"ann","data":{"amount":10${rest}}}`;

/** Waits for the end of the job that an answer names. */
const ended = async ({ json }: Answered): Promise<void> => {
  for (;;) {
    const job = await api.send('GET', `/api/v1/jobs/${(json as { id: string }).id}`);
    if ((job.json as { endedAt?: string }).endedAt !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** The cells of a CSV text by RFC 4180. */
const cellsOf = (text: string): string[] =>
  [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(?:,|\n)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );

const FORMULAS = [
  '=1+1',
  '=HYPERLINK("http://x","y")',
  '+1-1',
  '-1+1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1',
  '＝1+1',
];

describe('a spreadsheet that opens an export', () => {
  it('sees texts where names look like formulas', async () => {
    const codes = FORMULAS.map((_, index) => `=rep${index}`);
    for (const [index, code] of codes.entries()) {
      const name = FORMULAS[index] ?? '';
      const saved = await api.send('PUT', `/api/v1/reps/${encodeURIComponent(code)}`, {
        body: { name, employeeNo: name },
      });
      expect([name, saved.status]).toEqual([name, 200]);
    }
    const body = codes.map((subject, index) => ({ ...JSON.parse(order(`formula-${index}`)), subject }));
    expect((await api.send('POST', '/api/v1/activities', { body })).json).toMatchObject({
      accepted: codes.length,
    });
    await api.settle('2024-03');
    const { text } = await api.send('GET', '/api/v1/settlements/2024-03/export');
    const cells = cellsOf(text.replace(/^\uFEFF/, ''));
    // Names are kept without white space at their ends.
    for (const each of [...FORMULAS, ...codes].map((text) => text.trim())) {
      expect(cells, each).toContain(`'${each}`);
      expect(cells, each).not.toContain(each);
    }
    expect(
      cells.filter((cell) => /^[\s=+\-@＝＋－＠]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell)),
    ).toEqual([]);
  });

  it('sees numbers where amounts are negative', () => {
    expect(csvLine(['-12.50', '-3', '+4', '-1-1'], { neutralise: true })).toBe("-12.50,-3,+4,'-1-1\n");
  });
});

describe('headers', () => {
  it('are never begun by what a path, a query or a body says', async () => {
    const injected = 'x\r\nx-injected: yes\r\n\r\n<script>';
    for (const { method, path, requestBody } of operations) {
      const body = requestBody ? { body: { code: injected, name: injected, period: injected } } : {};
      for (const target of [
        filled(path, injected),
        filled(path, '2024-03\r\nx-injected: yes'),
        `${filled(path, 'x')}?period=${encodeURIComponent(injected)}&format=${encodeURIComponent(injected)}`,
      ]) {
        const { headers, status } = await api.send(method, target, body);
        expect([method, target, headers.get('x-injected'), status < 500]).toEqual([
          method,
          target,
          null,
          true,
        ]);
      }
    }
  });

  it('name files and places by what was checked', async () => {
    const exported = await api.send('GET', '/api/v1/settlements/2024-03/export');
    expect(exported.headers.get('content-disposition')).toBe('attachment; filename="statements-2024-03.csv"');
    const imported = await api.send('POST', '/api/v1/products/import', {
      body: 'code,name\ncola,Cola\n',
      headers: {
        'content-type': 'text/csv; name="..\\\\x"',
        'content-disposition': 'attachment; filename="../x"',
      },
    });
    expect(imported.headers.get('location')).toMatch(/^\/api\/v1\/jobs\/job_[0-9a-f]{32}$/);
  });
});

describe('a path that climbs', () => {
  const CLIMBING = [
    '../../package.json',
    '..%2f..%2fpackage.json',
    '%2e%2e%2f%2e%2e%2fpackage.json',
    '..%5c..%5cpackage.json',
  ];
  let files: Server;
  beforeAll(async () => {
    const app = newApi() as unknown as ReturnType<typeof createApp>;
    files = createServer(getRequestListener(withWebApp(app).fetch));
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => files.close());

  /** Asks without a client that would clean the path. */
  const raw = (path: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { port } = files.address() as AddressInfo;
      const asked = httpRequest({ host: '127.0.0.1', port, path }, (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => resolve(text));
      });
      asked.on('error', reject);
      asked.end();
    });

  it('leads to no file beside the web app', async () => {
    for (const climbing of CLIMBING)
      for (const from of ['/', '/assets/', '/docs-assets/', '/assets/../'])
        expect(await raw(`${from}${climbing}`), `${from}${climbing}`).not.toContain('optionalDependencies');
  });

  it('is a code like any other for the API', async () => {
    for (const climbing of CLIMBING) {
      const { status, text } = await api.send('GET', `/api/v1/reps/${encodeURIComponent(climbing)}`);
      expect([climbing, status, text.includes('optionalDependencies')]).toEqual([climbing, 404, false]);
      const exported = await api.send('GET', `/api/v1/settlements/${encodeURIComponent(climbing)}/export`);
      expect([climbing, exported.status]).toEqual([climbing, 400]);
    }
  });
});

describe('fields that are not for the sender', () => {
  const FIELDS = [
    'tenant',
    'tenantId',
    'id',
    'recordedAt',
    'createdAt',
    'createdBy',
    'actor',
    'roles',
    'only',
    'isAdmin',
  ];
  const BODIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'PUT /reps/mallory': { name: 'Mallory' },
    'PUT /teams/mallory': { name: 'Mallory' },
    'PUT /outlets/mallory': { name: 'Mallory' },
    'PUT /products/mallory': { name: 'Mallory' },
    'POST /keys': { name: 'mallory' },
    'POST /settlements': { period: '2024-02' },
  };

  it('are refused with their place, and nothing is stored', async () => {
    for (const [operation, body] of Object.entries(BODIES)) {
      const [method = '', path = ''] = operation.split(' ');
      for (const field of FIELDS) {
        const answer = await api.send(method, `/api/v1${path}`, { body: { ...body, [field]: 'other' } });
        expect([operation, answer.status, answer.json], field).toMatchObject([
          operation,
          400,
          { errors: [{ pointer: `/${field}` }] },
        ]);
      }
    }
    for (const kind of ['reps', 'teams', 'outlets', 'products'])
      expect((await api.send('GET', `/api/v1/${kind}/mallory`)).status, kind).toBe(404);
    expect((await api.send('GET', '/api/v1/keys')).json).toEqual({ items: [] });
    expect((await api.send('GET', '/api/v1/settlements/2024-02')).status).toBe(404);
  });

  it('of an activity mean nothing, whoever it says it is from', async () => {
    const stored = JSON.stringify({
      ...JSON.parse(order('assigned')),
      tenant: 'other',
      tenantId: 'other',
      recordedAt: '1999-01-01T00:00:00Z',
      actor: 'other',
      activity: 'act_other',
    });
    expect((await sendText('POST', '/activities', stored)).json).toMatchObject({ accepted: 1 });
    const found = await rows(
      sql`select tenant_id, extract(year from recorded_at)::int > 2000 as now, activity_id from activity
        where external_id = 'assigned'`,
    );
    expect(found).toEqual([
      { tenant_id: context.tenant, now: true, activity_id: expect.stringMatching(/^act_[0-9a-z]{24}$/) },
    ]);
  });
});

describe('names of prototypes', () => {
  const POISON =
    '"__proto__":{"polluted":"yes","amount":999999},"constructor":{"prototype":{"polluted":"yes"}}';

  it('are keys like any other, and reach no prototype', async () => {
    for (const { method, path, requestBody } of operations) {
      if (!requestBody?.content['application/json']) continue;
      for (const body of [`{${POISON}}`, `[{${POISON}}]`, `{"name":"x","attributes":{${POISON}}}`]) {
        const { status } = await api.send(method, filled(path, 'poison'), { body });
        expect([method, path, status < 500], body).toEqual([method, path, true]);
      }
    }
    for (const { method, path } of operations.filter((each) => each.method === 'GET')) {
      for (const query of [
        '__proto__[polluted]=yes',
        'constructor[prototype][polluted]=yes',
        '__proto__=yes',
      ]) {
        const { status } = await api.send(method, `${filled(path, 'poison')}?${query}`);
        expect([path, query, status < 500]).toEqual([path, query, true]);
      }
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect((await api.send('GET', '/api/v1/reps/poison')).status).toBe(404);
    expect((await api.send('GET', '/api/v1/me')).text).not.toContain('polluted');
  });

  it('are no attributes, and give an activity no amount', async () => {
    const poisoned = '{"name":"P","attributes":{"__proto__":"x","own":"y"}}';
    expect((await sendText('PUT', '/reps/proto', poisoned)).status).toBe(400);
    expect((await api.send('GET', '/api/v1/reps/proto')).status).toBe(404);
    for (const name of ['constructor', 'prototype']) {
      const refused = await sendText('PUT', '/reps/proto', `{"name":"P","attributes":{"${name}":"x"}}`);
      expect([name, refused.status]).toEqual([name, 400]);
    }
    const hidden =
      '{"id":"hidden","source":"crm","type":"order.placed","time":"2024-03-06","subject":"ann","data":{"__proto__":{"amount":5}}}';
    expect((await sendText('POST', '/activities', hidden)).json).toMatchObject({ accepted: 0, refused: 1 });
    await sendText('POST', '/activities', order('beside', ',"__proto__":{"amount":777,"outlet":"x"}'));
    const kept = await rows(
      sql`select data from activity where tenant_id = ${context.tenant} and external_id in ('hidden', 'beside')`,
    );
    expect(JSON.stringify(kept)).not.toMatch(/proto|777|outlet/);
  });

  it('are no attributes as columns', async () => {
    const imported = await api.send('POST', '/api/v1/products/import', {
      body: 'code,name,__proto__,constructor,prototype,own\npoisoned,Cola,a,b,c,d\n',
      headers: { 'content-type': 'text/csv' },
    });
    await ended(imported);
    const { json } = await api.send('GET', '/api/v1/products/poisoned');
    // The signs at the ends of a heading are no part of its name.
    expect((json as { attributes: object }).attributes).toEqual({ proto: 'a', own: 'd' });
    expect(Reflect.get({}, 'own')).toBeUndefined();
  });
});

describe('characters of SQL', () => {
  const TEXTS = [
    `'; drop table rep; --`,
    `" or ""="`,
    `\\'); delete from award; --`,
    '$1',
    '%',
    '_',
    `a' || 'b`,
    '{"},NULL',
  ];

  it('are kept and found as they were written', async () => {
    for (const text of TEXTS) {
      const path = `/api/v1/outlets/${encodeURIComponent(text)}`;
      const body = { name: text, attributes: { note: text } };
      expect([text, (await api.send('PUT', path, { body })).status]).toEqual([text, 200]);
      expect((await api.send('GET', path)).json).toMatchObject({
        code: text,
        name: text,
        attributes: { note: text },
      });
      const { json } = await api.send('GET', `/api/v1/outlets?q=${encodeURIComponent(text)}&limit=500`);
      const found = (json as { items: { code: string }[] }).items.map(({ code }) => code).sort();
      expect(found, text).toEqual(TEXTS.filter((each) => each.includes(text)).sort());
    }
    expect((await api.send('GET', '/api/v1/reps/ann')).status).toBe(200);
  });
});

describe('an address in a request', () => {
  it('is fetched by nothing', async () => {
    const asked: string[] = [];
    const canary = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('{}');
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    try {
      const url = (place: string) => `http://127.0.0.1:${(canary.address() as AddressInfo).port}/${place}`;
      await fetch(url('counts'));
      expect(asked).toEqual(['/counts']);
      const headers = { 'x-forwarded-host': url('host'), referer: url('referer'), origin: url('origin') };
      for (const { method, path, parameters, requestBody } of operations) {
        const query = parameters
          .filter((each) => each.in === 'query')
          .map(({ name }) => `${name}=${encodeURIComponent(url(name))}`)
          .join('&');
        const text = url('body');
        const body = requestBody?.content['text/csv']
          ? {
              body: `code,name,url\n${text},${text},${text}\n`,
              headers: { ...headers, 'content-type': 'text/csv' },
            }
          : requestBody
            ? {
                body: { name: text, period: '2024-03', url: text, callback: text, attributes: { url: text } },
                headers,
              }
            : { headers };
        await api.send(method, filled(path, url('path')), body);
        await api.send(method, `${filled(path, 'ann')}?${query}`, body);
      }
      const told = {
        ...JSON.parse(order('told')),
        source: url('source'),
        dataschema: url('dataschema'),
        $schema: url('schema'),
        data: { amount: 1, outlet: url('outlet') },
      };
      await api.send('POST', '/api/v1/activities', { body: told });
      await api.send('PUT', '/api/v1/reps/url', {
        body: { name: url('name'), attributes: { photo: url('photo') } },
      });
      expect(asked).toEqual(['/counts']);
    } finally {
      canary.close();
    }
  });
});

describe('bounds', () => {
  it('of a page hold for every list', async () => {
    const lists = operations.filter(({ parameters }) => parameters.some(({ name }) => name === 'limit'));
    expect(lists.length).toBeGreaterThan(10);
    for (const { path } of lists) {
      for (const limit of ['0', '-1', '501', '1e9', '1.5', 'NaN', '']) {
        const { status } = await api.send('GET', `${filled(path, 'ann')}?period=2024-03&limit=${limit}`);
        expect([path, limit, status]).toEqual([path, limit, 400]);
      }
    }
  });

  it('of a body hold where none is read, and for tables', async () => {
    const large = 'x'.repeat(17 * 1024 * 1024);
    for (const { method, path, requestBody } of operations) {
      if (method === 'DELETE') {
        const { status } = await api.send(method, filled(path, 'ann'), { body: large });
        expect([method, path, status]).toEqual([method, path, 413]);
      } else if (requestBody?.content['text/csv']) {
        const headers = { 'content-type': 'text/csv' };
        const { status } = await api.send(method, path, { body: `code,name\n${large}\n`, headers });
        expect([method, path, status]).toEqual([method, path, 413]);
      }
    }
  });

  it('of depth hold in a line of a stream', async () => {
    const deep = `{"id":${'['.repeat(100)}${']'.repeat(100)}}`;
    const { text } = await api.send('POST', '/api/v1/activities', {
      body: `${deep}\n${order('after-the-deep')}\n`,
      headers: { 'content-type': 'application/x-ndjson' },
    });
    const told = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).status);
    expect(told).toEqual(['rejected', 'accepted']);
  });
});
