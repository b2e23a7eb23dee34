import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Delivery } from '../../schemas/delivery.ts';
import type { Problem } from '../../schemas/problem.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type Answered, type SendOptions, type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
let api: TestApi;

beforeAll(async () => {
  const context = database.tenant();
  await publishPlan(context, smallPlan().documents);
  await importData(context, { data: smallData([]) });
  api = await testApi(context, database.url());
});
afterAll(() => api.close());

const placesOf = ({ json }: Answered) => ((json as Problem).errors ?? []).map(({ pointer }) => pointer);

/** The status of an answer, and the places it names. */
const refusal = async (method: string, path: string, options: SendOptions = {}) => {
  const answer = await api.send(method, `/api/v1${path}`, options);
  return [answer.status, ...placesOf(answer)];
};

const saveRep = (name: string, more: object = {}) =>
  api.send('PUT', '/api/v1/reps/new', { body: { name, ...more } });

describe('what is refused as a whole has a place too', () => {
  it('in the path', async () => {
    expect(await refusal('GET', '/rules/No-Rule')).toEqual([400, 'path:code']);
  });

  it('for a body that cannot be read', async () => {
    const of = (body: string | Uint8Array) => refusal('PUT', '/reps/new', { body });
    expect(await of('{"name":')).toEqual([400, '']);
    expect(await of(`${'['.repeat(70)}${']'.repeat(70)}`)).toEqual([400, '']);
    // A text in GB18030, whose bytes would be stored as question marks.
    expect(await of(new Uint8Array([0x22, 0xb9, 0xf0, 0xb9, 0xda, 0x22]))).toEqual([400, '']);
  });

  it('for headers', async () => {
    const body = '{"name":"New"}';
    const typed = (type: string) => refusal('PUT', '/reps/new', { body, headers: { 'content-type': type } });
    for (const type of ['text/plain', 'application/json-seq', ''])
      expect(await typed(type)).toEqual([415, 'header:content-type']);
    const headers = { 'idempotency-key': 'two words' };
    expect(await refusal('PUT', '/reps/new', { body, headers })).toEqual([400, 'header:idempotency-key']);
  });
});

describe('an address', () => {
  it('with percent-encoding that is no text is refused, and names nobody', async () => {
    for (const code of ['%', '%zz', '%ed%a0%80', 'a%2']) {
      expect(await refusal('PUT', `/reps/${code}`, { body: { name: 'New' } })).toEqual([400, 'path:code']);
      expect(await refusal('GET', `/reps?q=${code}`)).toEqual([400, 'query:q']);
    }
  });

  it('says numbers in digits', async () => {
    for (const limit of ['0x10', '1e2', '', '%205'])
      expect(await refusal('GET', `/reps?limit=${limit}`)).toEqual([400, 'query:limit']);
    expect((await api.send('GET', '/api/v1/reps?limit=5')).status).toBe(200);
  });

  it('names periods that exist', async () => {
    for (const period of ['2024-13', '2023-02-29', '2024-W53', '2024-Q5'])
      expect(await refusal('GET', `/awards?period=${period}`)).toEqual([400, 'query:period']);
    expect((await api.send('GET', '/api/v1/awards?period=2020-W53')).status).toBe(200);
  });
});

describe('a text', () => {
  it('is counted in characters, as JSON Schema counts them', async () => {
    expect((await saveRep('👑'.repeat(4_000))).status).toBe(200);
    expect(placesOf(await saveRep('👑'.repeat(4_001)))).toEqual(['/name']);
  });

  it('is one that a database can hold', async () => {
    for (const name of ['a\0b', '\ud800', ' '])
      expect(placesOf(await saveRep(name)), JSON.stringify(name)).toEqual(['/name']);
    const body = JSON.stringify([
      { id: 'a\0', source: 'crm', type: 'order.placed', time: api.today, subject: 'ann' },
    ]);
    const { results } = (await api.send('POST', '/api/v1/activities', { body })).json as Delivery;
    expect(results[0]?.faults).toMatchObject([{ pointer: '/id' }]);
  });
});

describe('__proto__', () => {
  it('is no attribute of a rep, nor of an amendment', async () => {
    const body = '{"name":"New","attributes":{"__proto__":"x"}}';
    expect(await refusal('PUT', '/reps/new', { body })).toEqual([400, '/attributes/__proto__']);
    const path = `/activities/act_${'0'.repeat(24)}/amend`;
    const amended = '{"data":{"__proto__":"x"}}';
    expect(await refusal('POST', path, { body: amended })).toEqual([400, '/data/__proto__']);
  });

  it('is no attribute of an activity, of which others in the batch know nothing', async () => {
    const activity = { source: 'crm', type: 'order.placed', time: api.today, subject: 'ann' };
    const good = JSON.stringify({ ...activity, id: 'good', data: { amount: 1 } });
    const bad = good.replace('good', 'bad').replace('"amount":1', '"amount":1,"__proto__":2');
    const { json } = await api.send('POST', '/api/v1/activities', { body: `[${bad},${good}]` });
    expect((json as Delivery).results).toMatchObject([
      { status: 'rejected', faults: [{ pointer: '/data/__proto__' }] },
      { status: 'accepted' },
    ]);
  });
});

describe('a good request', () => {
  it('that amends what the plan does not declare is told that it is unknown, and not that it is invalid', async () => {
    const order = {
      id: 'amended',
      source: 'crm',
      type: 'order.placed',
      time: api.today,
      subject: 'ann',
      data: { amount: 1 },
    };
    const { json } = await api.send('POST', '/api/v1/activities', { body: order });
    const path = `/activities/${(json as Delivery).results[0]?.activity}/amend`;
    expect(await refusal('POST', path, { body: { data: { colour: 'red' } } })).toEqual([422, '/data/colour']);
  });

  it('for a statement of a day is told that there is none', async () => {
    expect(await refusal('GET', '/reps/ann/statement?period=2024-03-20')).toEqual([404]);
  });

  it('for more digits than are kept is told so by the document, and by its answer', async () => {
    const costs = async (cost: string) => refusal('PUT', '/products/P9', { body: { name: 'P9', cost } });
    expect(await costs('1'.repeat(19))).toEqual([400, '/cost']);
    expect(await costs('0.1234567')).toEqual([400, '/cost']);
    expect(await costs('0012.5000000')).toEqual([200]);
  });
});
