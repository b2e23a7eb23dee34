import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreatedKey } from '../../schemas/api-key.ts';
import type { Job } from '../../schemas/job.ts';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { createKey } from '../../src/app/keys/create-key.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { createTenant } from '../../src/app/tenants/create-tenant.ts';
import { settledPeriods } from '../../src/storage/records.ts';
import { inTenant } from '../../src/storage/tenant-transaction.ts';
import { smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type SendOptions, type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
const HOSTS = { one: '127.0.0.1', other: 'localhost' } as const;
const HEADER = 'x-laurel-tenant';
const PASSWORD = 'correct horse battery';

/** One deployment of two tenants, each at a name of this machine, and one that serves the first alone. */
let many: TestApi;
let fixed: TestApi;
let one: Context;
let other: Context;
let key: CreatedKey;
let links: Readonly<Record<'one' | 'other', string>>;

const prepare = async (host: string, name: string) => {
  const context = { ...database.tenant(), tenant: name };
  const { link } = await createTenant(context, { hosts: [host], at: Date.now() });
  await publishPlan(context, smallPlan().documents);
  const data = smallData([]);
  await importData(context, {
    data: { ...data, products: [{ code: `tea of ${name}`, name: 'Tea', attributes: {} }] },
  });
  return { context, link: link.replace(/.*#/, '') };
};

beforeAll(async () => {
  const [first, second] = [await prepare(HOSTS.one, 'one'), await prepare(HOSTS.other, 'other')];
  [one, other, links] = [first.context, second.context, { one: first.link, other: second.link }];
  key = await createKey(one, { name: 'erp', expiresDays: 30 });
  many = await testApi(one, database.url(), [], { isForMany: true });
  fixed = await testApi(one, database.url());
});
afterAll(() => Promise.all([many.close(), fixed.close()]));

const bearer = (): Record<string, string> => ({ authorization: `Bearer ${key.key}` });

/** The answer to a read as one whom each of many tenants could know. */
const asked = (options: SendOptions, api = many) =>
  api.send('GET', '/api/v1/products', { as: null, ...options });

describe('one deployment of many tenants', () => {
  it('answers for the tenant of the host, or of the header', async () => {
    const atHost = await asked({ host: HOSTS.one, headers: bearer() });
    expect([atHost.status, atHost.text.includes('tea of one')]).toEqual([200, true]);
    const byHeader = await asked({ host: HOSTS.other, headers: { ...bearer(), [HEADER]: 'one' } });
    expect([byHeader.status, byHeader.text]).toEqual([200, atHost.text]);
  });

  it('knows the key and the token of one tenant in no other', async () => {
    for (const options of [
      { host: HOSTS.other, headers: bearer() },
      { host: HOSTS.one, headers: { ...bearer(), [HEADER]: 'other' } },
      { host: HOSTS.other, as: 'admin' },
      { host: HOSTS.one, as: 'admin', headers: { [HEADER]: 'other' } },
    ] as const)
      expect([options, (await asked(options)).status]).toEqual([options, 401]);
    expect((await asked({ host: HOSTS.one, as: 'admin' })).status).toBe(200);
  });

  it('answers 404 where nobody is served', async () => {
    for (const path of ['/api/v1/products', '/api/auth/get-session']) {
      const answer = await many.send('GET', path, { headers: { [HEADER]: 'nobody' } });
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        404,
        expect.stringContaining('application/problem+json'),
      ]);
      expect(answer.json).toMatchObject({ code: 'not-found' });
    }
  });

  it('is healthy and describes itself without a tenant', async () => {
    for (const path of ['/api/health', '/api/openapi.json', '/api/sign-in'])
      expect((await many.send('GET', path, { as: null, headers: { [HEADER]: 'nobody' } })).status).toBe(200);
  });

  it('lets somebody in at one host, whose session is nobody at the other', async () => {
    const url = new URL(many.origin);
    const own = (host: string) => {
      url.hostname = host;
      return url.origin;
    };
    const accept = (host: (typeof HOSTS)['one' | 'other'], invitation: string) =>
      many.send('POST', '/api/auth/invitation/accept', {
        as: null,
        host,
        headers: { origin: own(host) },
        body: { invitation, password: PASSWORD, email: 'boss@example.cn' },
      });
    expect((await accept(HOSTS.other, links.one)).status).toBeGreaterThanOrEqual(400);
    const accepted = await accept(HOSTS.one, links.one);
    expect([accepted.status, accepted.text]).toEqual([200, expect.any(String)]);
    const cookie = accepted.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const me = (host: (typeof HOSTS)['one' | 'other'], extra = {}) =>
      many.send('GET', '/api/v1/me', { as: null, host, headers: { cookie, ...extra } });
    expect((await me(HOSTS.one)).status).toBe(200);
    expect((await me(HOSTS.other)).status).toBe(401);
    expect((await me(HOSTS.one, { [HEADER]: 'other' })).status).toBe(401);
    // Also once the other host has somebody of the same address.
    expect((await accept(HOSTS.other, links.other)).status).toBe(200);
    expect((await me(HOSTS.other)).status).toBe(401);
    expect((await me(HOSTS.one)).status).toBe(200);
  });

  it('does a job in the tenant that asked for it', async () => {
    const asOne = (method: string, path: string, body?: object) =>
      many.send(method, `/api/v1${path}`, { host: HOSTS.one, ...(body && { body }) });
    const asking = await asOne('POST', '/settlements', { period: '2024-03' });
    expect([asking.status, asking.text]).toEqual([202, expect.any(String)]);
    const { id } = asking.json as Job;
    const job = async () => ((await asOne('GET', `/jobs/${id}`)).json as Job).status;
    await expect.poll(job, { timeout: 30_000 }).toBe('done');
    const settled = ({ tenant, store }: Context) =>
      inTenant(store.db, tenant, (tx) => settledPeriods(tx, tenant));
    expect([await settled(one), await settled(other)]).toEqual([['2024-03'], []]);
  });
});

describe('a deployment of one tenant', () => {
  it('goes by no host, and answers 404 to a header that names another', async () => {
    for (const host of Object.values(HOSTS))
      expect((await asked({ host, headers: bearer() }, fixed)).status).toBe(200);
    expect((await asked({ headers: { ...bearer(), [HEADER]: 'one' } }, fixed)).status).toBe(200);
    expect((await asked({ headers: { ...bearer(), [HEADER]: 'other' } }, fixed)).status).toBe(404);
  });
});

describe('the API', () => {
  it('has no operation that makes, lists or ends tenants', async () => {
    const { json } = await fixed.send('GET', '/api/openapi.json', { as: null });
    const paths = Object.keys((json as { paths: object }).paths);
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => /tenant|host/i.test(path))).toEqual([]);
  });
});
