import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreatedKey } from '../../schemas/api-key.ts';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { rowsOf } from '../../src/storage/database.ts';
import { smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type Answered, type SendOptions, type TestApi, testApi } from './test-api.ts';

/** A key as it is shown once. */
type Made = CreatedKey & Readonly<{ key: string }>;

const database = testDatabase();
let context: Context;
let api: TestApi;
let stranger: TestApi;

beforeAll(async () => {
  context = database.tenant();
  await publishPlan(context, smallPlan().documents);
  await importData(context, { data: smallData([]) });
  api = await testApi(context, database.url());
  stranger = await testApi(database.tenant(), database.url());
});
afterAll(async () => {
  await api.close();
  await stranger.close();
});

const make = async (body: Readonly<Record<string, unknown>>): Promise<Made> => {
  const { status, json } = await api.send('POST', '/api/v1/keys', { body });
  expect(status, JSON.stringify(json)).toBe(201);
  return json as Made;
};

const rotate = async (id: string, body: Readonly<Record<string, unknown>> = {}) => {
  const { json } = await api.send('POST', `/api/v1/keys/${id}/rotate`, { body });
  return json as Made;
};

const withKey = (
  key: string,
  path = '/me',
  { method = 'GET', at = api, ...options }: SendOptions & { method?: string; at?: TestApi } = {},
): Promise<Answered> =>
  at.send(method, `/api/v1${path}`, {
    as: null,
    ...options,
    headers: { authorization: `Bearer ${key}`, ...options.headers },
  });

/** Runs a statement on the tenant's rows behind the application's back, as its clock cannot be set. */
const behind = (statement: ReturnType<typeof sql>) =>
  rowsOf<Record<string, unknown>>(database.db(), statement);

const order = (id: string) => ({
  id,
  source: 'crm',
  type: 'order.placed',
  time: '2024-03-05T10:00:00+08:00',
  subject: 'ann',
  data: { amount: 10 },
});

describe('a key', () => {
  it('lets a program in as an integrator, and is known by its id alone', async () => {
    const made = await make({ name: 'erp' });
    expect(made.key).toMatch(/^lrl_[0-9a-z]{10}_[\w-]{43}$/);
    expect(made).toMatchObject({ name: 'erp', status: 'valid', createdBy: 'admin', shown: `lrl_${made.id}` });
    const { json } = await withKey(made.key);
    expect(json).toEqual({ actor: 'key:erp', tenant: context.tenant, roles: ['integrator'] });
    const delivered = await withKey(made.key, '/activities', { method: 'POST', body: order('by-erp') });
    expect(delivered.json).toMatchObject({ accepted: 1 });
    expect((await withKey(made.key, '/settlements')).status).toBe(403);
    expect((await withKey(made.key, '/keys')).status).toBe(403);

    const listed = await api.send('GET', '/api/v1/keys', { as: 'auditor' });
    const secret = made.key.slice(-43);
    expect(listed.json).toMatchObject({ items: [{ id: made.id, lastUsedAt: expect.any(String) }] });
    expect(listed.text).not.toContain(secret);
    const rows = await behind(
      sql`select to_jsonb(k) as key from api_key k where tenant_id = ${context.tenant}
        union all select to_jsonb(a) from audit a where tenant_id = ${context.tenant}
        union all select to_jsonb(j) from job j where tenant_id = ${context.tenant}`,
    );
    expect(rows.length).toBeGreaterThan(2);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('lives for a year when nothing is said, and for 400 days at most', async () => {
    const days = ({ createdAt, expiresAt }: CreatedKey) =>
      (Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000;
    expect(days(await make({ name: 'year' }))).toBe(365);
    expect(days(await make({ name: 'long', expiresDays: 400 }))).toBe(400);
    for (const expiresDays of [0, 401, 1.5, '30', null]) {
      const { status } = await api.send('POST', '/api/v1/keys', { body: { name: 'never', expiresDays } });
      expect([expiresDays, status]).toEqual([expiresDays, 400]);
    }
  });

  it('does what it is scoped to, and nothing else', async () => {
    const { key } = await make({ name: 'till', operations: ['ingest-activities', 'import-data'] });
    const delivered = await withKey(key, '/activities', { method: 'POST', body: order('by-till') });
    expect(delivered.json).toMatchObject({ accepted: 1 });
    const refused = await withKey(key, '/reps');
    expect(refused.json).toMatchObject({
      status: 403,
      detail: 'This key is not scoped to read-master-data.',
    });
    const imported = await withKey(key, '/products/import', {
      method: 'POST',
      body: 'code,name\ntill-tea,Tea\n',
      headers: { 'content-type': 'text/csv' },
    });
    expect(imported.status).toBe(202);
    const [job] = await behind(
      sql`select actor from job where tenant_id = ${context.tenant} order by created_at desc limit 1`,
    );
    expect(job).toEqual({
      actor: {
        actor: 'key:till',
        roles: ['integrator'],
        only: ['import-data', 'ingest-activities'],
      },
    });
  });

  it('is scoped to what an integrator may do only', async () => {
    const body = { name: 'greedy', operations: ['read-rules', 'settle-period', 'ingest-activity'] };
    const { status, json } = await api.send('POST', '/api/v1/keys', { body });
    expect([status, json]).toMatchObject([
      422,
      {
        errors: [{ pointer: '/operations/1' }, { pointer: '/operations/2', suggestion: 'ingest-activities' }],
      },
    ]);
    for (const [operations, expected] of [
      [[], 400],
      [['__proto__'], 422],
      ['read-rules', 400],
      [null, 400],
    ]) {
      const answer = await api.send('POST', '/api/v1/keys', { body: { name: 'greedy', operations } });
      expect([operations, answer.status]).toEqual([operations, expected]);
    }
  });

  it('can be scoped to each thing that an integrator may do, which an auditor may read as well', async () => {
    const { status, json } = await api.send('GET', '/api/v1/keys/scopes', { as: 'auditor' });
    const { operations } = json as { operations: string[] };
    expect([status, operations]).toEqual([200, expect.arrayContaining(['ingest-activities', 'read-rules'])]);
    expect(operations).not.toContain('manage-keys');
    expect(await make({ name: 'everything', operations })).toMatchObject({ operations });
    expect((await api.send('GET', '/api/v1/keys/scopes?limit=1')).status).toBe(400);
    expect((await api.send('GET', '/api/v1/keys/scopes', { as: 'hr' })).status).toBe(403);
  });

  it('is made by nobody but an administrator', async () => {
    for (const as of ['hr', 'auditor', 'integrator'] as const)
      expect((await api.send('POST', '/api/v1/keys', { as, body: { name: as } })).status).toBe(403);
  });

  it('has a name of its own until it is revoked', async () => {
    const { id } = await make({ name: 'one of a kind' });
    const again = () => api.send('POST', '/api/v1/keys', { body: { name: 'one of a kind' } });
    expect((await again()).json).toMatchObject({
      status: 409,
      code: 'conflict',
      errors: [{ pointer: '/name' }],
    });
    await api.send('DELETE', `/api/v1/keys/${id}`);
    expect((await again()).status).toBe(201);
  });

  it('is refused everywhere alike when it is unknown, false, expired, revoked, or of another tenant', async () => {
    const [valid, expired, revoked] = [
      await make({ name: 'valid' }),
      await make({ name: 'expired' }),
      await make({ name: 'revoked' }),
    ];
    await behind(
      sql`update api_key set expires_at = now() - interval '1 second'
        where tenant_id = ${context.tenant} and key_id = ${expired.id}`,
    );
    const ended = await api.send('DELETE', `/api/v1/keys/${revoked.id}`);
    expect(ended.json).toMatchObject({ status: 'revoked', revokedAt: expect.any(String) });
    const secret = valid.key.slice(-43);
    const texts = [
      expired.key,
      revoked.key,
      `lrl_0000000000_${secret}`,
      `lrl_${valid.id}_${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`,
      `lrl_${expired.id}_${secret}`,
      `lrl_${valid.id}_`.padEnd(30, 'x'),
      `${valid.key}x`,
      `lrl_${valid.id.toUpperCase()}_${secret}`,
    ];
    const told = ({ status, json }: Answered) => [status, { ...(json as object), instance: '' }];
    const nobody = told(await withKey('no-token-of-anybody'));
    expect(nobody[0]).toBe(401);
    for (const text of texts) expect(told(await withKey(text)), text).toEqual(nobody);
    expect(told(await withKey(valid.key, '/me', { at: stranger }))).toEqual(nobody);
    expect((await withKey(valid.key)).status).toBe(200);
    const { json } = await api.send('GET', '/api/v1/keys?limit=500');
    expect((json as { items: object[] }).items).toContainEqual(
      expect.objectContaining({ id: expired.id, status: 'expired' }),
    );
  });

  it('is not found by another tenant', async () => {
    const { id } = await make({ name: 'ours' });
    expect((await stranger.send('GET', '/api/v1/keys')).json).toEqual({ items: [] });
    expect((await stranger.send('DELETE', `/api/v1/keys/${id}`)).status).toBe(404);
    expect((await stranger.send('POST', `/api/v1/keys/${id}/rotate`, { body: {} })).status).toBe(404);
    expect(await behind(sql`select revoked_at from api_key where key_id = ${id}`)).toEqual([
      { revoked_at: null },
    ]);
  });

  it('notes its use once a minute', async () => {
    const { id, key } = await make({ name: 'busy' });
    const used = async () =>
      (await behind(sql`select last_used_at::text as at from api_key where key_id = ${id}`))[0]?.at;
    expect(await used()).toBeNull();
    await withKey(key);
    const first = await used();
    await withKey(key);
    expect([typeof first, await used()]).toEqual(['string', first]);
    await behind(
      sql`update api_key set last_used_at = last_used_at - interval '61 seconds' where key_id = ${id}`,
    );
    await withKey(key);
    expect(((await used()) as string) >= (first as string)).toBe(true);
  });
});

describe('rotating a key', () => {
  it('keeps the old one good for the grace, and its name and scope in the new one', async () => {
    const old = await make({ name: 'turning', operations: ['read-rules'], expiresDays: 30 });
    const next = await rotate(old.id, { graceHours: 2 });
    expect(next).toMatchObject({ name: 'turning', operations: ['read-rules'], replaces: old.id });
    expect(next.key).not.toBe(old.key);
    for (const { key } of [old, next])
      expect((await withKey(key)).json).toMatchObject({ actor: 'key:turning' });
    expect((await withKey(next.key, '/reps')).status).toBe(403);
    const { json } = await api.send('GET', '/api/v1/keys?limit=500');
    const kept = (json as { items: CreatedKey[] }).items.find(({ id }) => id === old.id);
    expect(kept).toMatchObject({ replacedBy: next.id, status: 'valid' });
    const grace = Date.parse(kept?.expiresAt ?? '') - Date.parse(next.createdAt);
    expect(grace).toBe(2 * 3_600_000);
    await behind(
      sql`update api_key set expires_at = now() where tenant_id = ${context.tenant} and key_id = ${old.id}`,
    );
    expect([(await withKey(old.key)).status, (await withKey(next.key)).status]).toEqual([401, 200]);
  });

  it('ends the old one at once without a grace, and never lengthens its life', async () => {
    const old = await make({ name: 'leaked' });
    const next = await rotate(old.id, { graceHours: 0 });
    expect([(await withKey(old.key)).status, (await withKey(next.key)).status]).toEqual([401, 200]);
    const short = await make({ name: 'short', expiresDays: 1 });
    await rotate(short.id, { graceHours: 720 });
    const { json } = await api.send('GET', '/api/v1/keys?limit=500');
    const kept = (json as { items: CreatedKey[] }).items.find(({ id }) => id === short.id);
    expect(kept?.expiresAt).toBe(short.expiresAt);
  });

  it('is refused for a key that was replaced, or is over', async () => {
    const old = await make({ name: 'chained' });
    const next = await rotate(old.id);
    const again = await api.send('POST', `/api/v1/keys/${old.id}/rotate`, { body: {} });
    expect(again.json).toMatchObject({ status: 409, code: 'state' });
    await api.send('DELETE', `/api/v1/keys/${next.id}`);
    const late = await api.send('POST', `/api/v1/keys/${next.id}/rotate`, { body: {} });
    expect(late.json).toMatchObject({ status: 409, code: 'state' });
  });

  it('leads to nothing that outlives the latest one when that is revoked', async () => {
    const old = await make({ name: 'whole' });
    const next = await rotate(old.id);
    await api.send('DELETE', `/api/v1/keys/${next.id}`);
    expect([(await withKey(old.key)).status, (await withKey(next.key)).status]).toEqual([401, 401]);
  });

  it('lets the one that was replaced be revoked alone', async () => {
    const old = await make({ name: 'half' });
    const next = await rotate(old.id);
    await api.send('DELETE', `/api/v1/keys/${old.id}`);
    expect([(await withKey(old.key)).status, (await withKey(next.key)).status]).toEqual([401, 200]);
  });
});

describe('what is done with keys', () => {
  it('stands in the audit', async () => {
    const { id } = await make({ name: 'audited' });
    const next = await rotate(id, { graceHours: 1 });
    await api.send('DELETE', `/api/v1/keys/${next.id}`);
    await api.send('DELETE', `/api/v1/keys/${next.id}`);
    const deeds = await behind(
      sql`select actor, action, subject, details from audit
        where tenant_id = ${context.tenant} and details->>'name' = 'audited' order by at`,
    );
    expect(deeds).toMatchObject([
      { actor: 'admin', action: 'create-key', subject: id, details: { operations: null } },
      { actor: 'admin', action: 'rotate-key', subject: id, details: { graceHours: 1, replacedBy: next.id } },
      { actor: 'admin', action: 'revoke-key', subject: next.id, details: { revoked: [id, next.id].sort() } },
    ]);
  });

  it('is done once under an Idempotency-Key, whose kept answer lacks the secret', async () => {
    const headers = { 'idempotency-key': 'create-a-key' };
    const send = (name: string) => api.send('POST', '/api/v1/keys', { body: { name }, headers });
    const first = await send('kept');
    const { key, ...told } = first.json as Made;
    const again = await send('kept');
    expect([again.status, again.headers.get('idempotency-replayed'), again.json]).toEqual([
      201,
      'true',
      told,
    ]);
    expect((await send('another')).json).toMatchObject({ status: 422, code: 'conflict' });
    const answers = await behind(
      sql`select body from idempotency_key where tenant_id = ${context.tenant} and key like '%create-a-key'`,
    );
    expect(answers).toHaveLength(1);
    expect(JSON.stringify(answers)).not.toContain(key.slice(-43));

    const turned = await api.send('POST', `/api/v1/keys/${told.id}/rotate`, {
      body: {},
      headers: { 'idempotency-key': 'rotate-a-key' },
    });
    const replayed = await api.send('POST', `/api/v1/keys/${told.id}/rotate`, {
      body: {},
      headers: { 'idempotency-key': 'rotate-a-key' },
    });
    const { key: other, ...rest } = turned.json as Made;
    expect(replayed.json).toEqual(rest);
    const kept = await behind(sql`select body from idempotency_key where tenant_id = ${context.tenant}`);
    expect(JSON.stringify(kept)).not.toContain(other.slice(-43));
  });
});
