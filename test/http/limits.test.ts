import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import type { CreatedKey } from '../../schemas/api-key.ts';
import type { Context } from '../../src/app/context.ts';
import { DEFAULT_LIMITS, parseLimits } from '../../src/http/limits.ts';
import { rowsOf } from '../../src/storage/database.ts';
import { testDatabase } from '../test-database.ts';
import { type Answered, type As, type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
const opened: TestApi[] = [];
afterAll(async () => {
  for (const api of opened) await api.close();
});

/** Each request of a Worker opens connections of its own, and the server of the tests has a hundred. */
const AT_ONCE = process.env.LAUREL_TEST_RUNTIME === 'workerd' ? 10 : 100;

/** The service with such limits in an hour, which no test is as long as. */
const serve = async (context: Context, limits: string): Promise<TestApi> => {
  const api = await testApi(context, database.url(), [], { limits });
  opened.push(api);
  return api;
};

const asks = (api: TestApi, as: As | null = 'hr', headers: Readonly<Record<string, string>> = {}) =>
  api.send('GET', '/api/v1/me', { as, headers });

const statuses = (answers: readonly Answered[]): Readonly<Record<number, number>> => {
  const counted: Record<number, number> = {};
  for (const { status } of answers) counted[status] = (counted[status] ?? 0) + 1;
  return counted;
};

describe('the requests of a person', () => {
  it('are counted over all processes, told of in every answer, and then refused', async () => {
    const context = database.tenant();
    const limits = 'people=40/3600 keys=60/3600';
    const processes = [await serve(context, limits), await serve(context, limits)];
    const [first] = processes;
    if (!first) throw new Error('There are two.');
    const one = await asks(first);
    expect(one.headers.get('ratelimit-policy')).toBe('"people";q=40;w=3600');
    expect(one.headers.get('ratelimit')).toMatch(/^"people";r=39;t=(3600|35\d\d)$/);
    const refusedByRole = await first.send('POST', '/api/v1/keys', { as: 'hr', body: {} });
    expect([refusedByRole.status, refusedByRole.headers.get('ratelimit')]).toEqual([
      403,
      expect.stringMatching(/^"people";r=38;/),
    ]);

    const many: Answered[] = [];
    for (let round = 0; round < 100; round += AT_ONCE) {
      const asked = Array.from({ length: AT_ONCE }, () => processes.map((api) => asks(api)));
      many.push(...(await Promise.all(asked.flat())));
    }
    const rest: Answered[] = [];
    for (const api of processes) for (let more = 0; more < 6; more += 1) rest.push(await asks(api));
    expect(statuses([...many, ...rest])).toEqual({ 200: 38, 429: 174 });

    const refused = rest.at(-1);
    expect(refused?.json).toMatchObject({
      code: 'rate-limit',
      status: 429,
      type: 'urn:laurel:problem:rate-limit',
    });
    expect(refused?.headers.get('ratelimit')).toMatch(/^"people";r=0;t=(3600|35\d\d)$/);
    expect(refused?.headers.get('retry-after')).toMatch(/^(3600|35\d\d)$/);
    expect(refused?.headers.get('cache-control')).toBe('no-store');
    // Somebody else has an allowance of their own, and a refused request does nothing.
    expect((await asks(first, 'admin')).status).toBe(200);
    const before = await first.send('POST', '/api/v1/keys', { body: { name: 'erp' } });
    const { key } = before.json as CreatedKey;
    const byKey = await asks(first, null, { authorization: `Bearer ${key}` });
    expect(byKey.headers.get('ratelimit-policy')).toBe('"keys";q=60;w=3600');
  });

  it('that are refused do nothing', async () => {
    const context = database.tenant();
    const api = await serve(context, 'people=2/3600');
    const make = (name: string) => api.send('POST', '/api/v1/keys', { body: { name } });
    const made = [await make('one'), await make('two'), await make('three')];
    expect(made.map(({ status }) => status)).toEqual([201, 201, 429]);
    expect(
      await rowsOf(
        database.db(),
        sql`select name from api_key where tenant_id = ${context.tenant} order by name`,
      ),
    ).toEqual([{ name: 'one' }, { name: 'two' }]);
  });
});

describe('guessing', () => {
  it('is refused by address before any token is looked at, and tokens that are good cost nothing', async () => {
    const context = database.tenant();
    const api = await serve(context, 'failures=5/3600');
    const from = (address: string, authorization?: string) =>
      api.send('GET', '/api/v1/me', {
        as: authorization === undefined ? 'hr' : null,
        headers: { 'cf-connecting-ip': address, ...(authorization && { authorization }) },
      });
    for (let good = 0; good < 10; good += 1) expect((await from('203.0.113.7')).status).toBe(200);
    const nothing = await api.send('GET', '/api/v1/me', { as: null });
    expect(nothing.status).toBe(401);
    const guesses: Answered[] = [];
    for (let guess = 0; guess < 7; guess += 1) {
      const kind =
        guess % 2 === 0 ? `lrl_000000000${guess}_${'A'.repeat(43)}` : `guess-number-${guess}-of-some`;
      guesses.push(await from('203.0.113.7', `Bearer ${kind}`));
    }
    expect(guesses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect(guesses.at(-1)?.headers.get('retry-after')).toMatch(/^(3600|35\d\d)$/);
    expect((await from('203.0.113.7')).status).toBe(429);
    expect((await from('203.0.113.8')).status).toBe(200);
    const kept = await rowsOf<{ subject: string }>(
      database.db(),
      sql`select subject from rate_window where tenant_id = ${context.tenant} and subject like 'address:%'`,
    );
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('203.0.113');
  });
});

describe('LAUREL_LIMITS', () => {
  it('says what is not as usual', () => {
    expect(parseLimits(undefined)).toEqual(DEFAULT_LIMITS);
    expect(parseLimits(' people=10  keys=20/30 request=5')).toEqual({
      ...DEFAULT_LIMITS,
      people: { requests: 10, seconds: 60 },
      keys: { requests: 20, seconds: 30 },
      request: 5,
    });
  });

  it.each(['people', 'people=', 'people=0', 'people=1/0', 'people=-1', 'people=1/3601', 'keys=1000001'])(
    'is refused when it says %s',
    (text) => expect(() => parseLimits(text)).toThrow(`“${text}” is no limit`),
  );

  it.each(['request=5/60', 'import=0', 'request=3601', '__proto__=1', 'toString=1', 'people=1;keys=2'])(
    'is refused when it says %s',
    (text) => expect(() => parseLimits(text)).toThrow(`“${text}” is no limit`),
  );
});
