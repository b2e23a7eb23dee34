import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/storage/database.ts';
import { HAPPENED, MARKED, MARKS, withPeople } from '../../app/personal-data/person-plan.ts';
import { testDatabase } from '../../test-database.ts';
import { type TestApi, testApi } from '../test-api.ts';

const database = testDatabase();
const { code, name } = MARKED;
const AMOUNT = '98765.43';

/** What the database does in place of the next transactions. */
let instead: ((db: Queryable) => Promise<never>) | undefined;
let api: TestApi;

beforeAll(async () => {
  const context = database.tenant();
  await withPeople(context);
  const { db } = context.store;
  const transaction: Queryable['transaction'] = (work, config) =>
    instead ? instead(db) : db.transaction(work, config);
  const failing = { transaction } as Queryable;
  api = await testApi({ ...context, store: { ...context.store, db: failing } }, database.url(), [code]);
});

const thrown = (error: unknown) => async (): Promise<never> => {
  throw error;
};

/** An error of the language itself, whose message repeats what it was given. */
const unreadable = (): unknown => {
  try {
    return JSON.parse(`${name} ${MARKED.phone}`);
  } catch (error) {
    return error;
  }
};

const FAILURES: readonly (readonly [string, (db: Queryable) => Promise<never>, number])[] = [
  ['an error of ours', thrown(new Error(`${name} (${code}) has ${AMOUNT}`)), 500],
  ['an error of the language', thrown(unreadable()), 500],
  [
    'an error of the database',
    async (db) => {
      await db.execute(sql`select ${`${name} ${code} ${MARKED.position} ${AMOUNT}`}::integer`);
      throw new Error('The database took that for a number.');
    },
    500,
  ],
  [
    'a connection that is gone',
    thrown(Object.assign(new Error(`to ${name}`), { code: 'ECONNREFUSED' })),
    503,
  ],
];

/** The status of an answer; of an unexpected one too, which the document of the API does not have. */
const send: (...request: Parameters<TestApi['send']>) => Promise<number> = (...request) =>
  api.send(...request).then(
    ({ status }) => status,
    (error: Error) => {
      if (error.message.includes(' answers 500 application/problem+json')) return 500;
      throw error;
    },
  );

/** Requests that hold names, codes, positions and amounts in every place that a request has. */
const drive = async (): Promise<number[]> => {
  const [visit] = HAPPENED;
  const path = `/api/v1/reps/${code}`;
  const query = `?q=${encodeURIComponent(name)}&rep=${code}`;
  const order = { ...HAPPENED[4], id: `amount-${code}`, data: { amount: AMOUNT, remark: MARKED.remark } };
  return [
    await send('POST', '/api/v1/activities', { body: HAPPENED }),
    await send('POST', '/api/v1/activities', {
      body: order,
      headers: { 'idempotency-key': `key-${code}` },
    }),
    await send('POST', '/api/v1/activities', {
      body: { ...visit, data: { amount: `${AMOUNT}${name}` } },
    }),
    await send('POST', '/api/v1/activities', { body: `{"name": ${name}` }),
    await send('POST', '/api/v1/activities', {
      body: `${JSON.stringify(visit)}\n{"${name}`,
      headers: { 'content-type': 'application/x-ndjson' },
    }),
    await send('PUT', path, { body: { name, employeeNo: MARKED.employeeNo, attributes: {} } }),
    await send('PUT', path, { body: { name, [MARKED.phone]: name } }),
    await send('GET', `${path}/personal-data`, { as: `rep:${code}` }),
    await send('GET', `${path}/today`, { as: `rep:${code}` }),
    await send('GET', `${path}/today`, { as: 'integrator' }),
    await send('GET', `${path}/nothing`),
    await send('GET', `/api/v1/reps${query}`),
    await send('POST', `${path}/erasure`, { body: { reason: name } }),
    await send('GET', path, {
      as: null,
      headers: { authorization: `Bearer ${MARKED.employeeNo}-${code}` },
    }),
  ];
};

describe('the log', () => {
  it('says of requests good and bad nothing that they said', async () => {
    expect([...new Set(await drive())].sort()).toEqual([200, 400, 401, 404, 409]);
    expect(api.log.length).toBeGreaterThan(10);
    for (const mark of [...MARKS, AMOUNT, encodeURIComponent(name)])
      expect(JSON.stringify(api.log)).not.toContain(mark);
  });

  it.each(FAILURES)('says of %s where, and not about whom', async (_, failure, status) => {
    const before = api.log.length;
    instead = failure;
    const statuses = await drive().finally(() => {
      instead = undefined;
    });
    expect(statuses).toContain(status);
    const entries = api.log.slice(before);
    expect(entries.some(({ error }) => /^\w*error.*\n\s+at /i.test(String(error)))).toBe(true);
    for (const mark of [...MARKS, AMOUNT]) expect(JSON.stringify(entries)).not.toContain(mark);
  });
});
