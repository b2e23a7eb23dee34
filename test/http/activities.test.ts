import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { COMMISSION, DISPLAY, ORDER_POINTS, smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
let context: Context;
let api: TestApi;

const order = (id: string, rest: object = {}) => ({
  specversion: '1.0',
  id,
  source: 'crm',
  type: 'order.placed',
  time: `${api.today}T09:00:00+08:00`,
  subject: 'ann',
  data: { amount: '120.50' },
  ...rest,
});

beforeAll(async () => {
  context = database.tenant();
  await publishPlan(context, smallPlan([ORDER_POINTS, DISPLAY, COMMISSION]).documents);
  await importData(context, { data: smallData([]) });
  api = await testApi(context, database.url(), ['bo']);
});
afterAll(() => api.close());

describe('activities over HTTP', () => {
  it('are accepted, known again, and refused one by one', async () => {
    const batch = [order('a1'), order('a2', { subject: 'nobody' }), 'no object', order('a1')];
    const first = await api.send('POST', '/api/v1/activities', { as: 'integrator', body: batch });
    expect(first).toMatchObject({
      status: 200,
      json: {
        accepted: 1,
        duplicates: 1,
        refused: 2,
        results: [
          { index: 0, status: 'accepted', activity: expect.stringMatching(/^act_/) },
          { index: 1, status: 'rejected', faults: [{ pointer: '/subject', code: 'unknown-rep' }] },
          { index: 2, status: 'rejected', faults: [{ pointer: '', code: 'not-json' }] },
          { index: 3, status: 'duplicate' },
        ],
      },
    });
    const other = await api.send('POST', '/api/v1/activities', {
      body: order('a1', { data: { amount: 1 } }),
    });
    expect(other.json).toMatchObject({ results: [{ status: 'conflict' }] });
  });

  it('come as a stream of lines too, each answered by a line', async () => {
    const lines = [JSON.stringify(order('s1')), '', '{broken', JSON.stringify(order('s2'))];
    const answer = await api.send('POST', '/api/v1/activities', {
      body: lines.join('\n'),
      headers: { 'content-type': 'application/x-ndjson' },
    });
    const results = answer.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(results).toMatchObject([
      { index: 0, status: 'accepted' },
      { index: 1, status: 'rejected', faults: [{ code: 'not-json' }] },
      { index: 2, status: 'accepted' },
    ]);
  });

  it('earn at once, and say why', async () => {
    await api.send('POST', '/api/v1/activities', { body: order('e1', { subject: 'bo' }) });
    const today = await api.send('GET', '/api/v1/reps/bo/today', { as: 'rep:bo' });
    expect(today).toMatchObject({
      status: 200,
      json: {
        day: api.today,
        payPeriod: api.today.slice(0, 7),
        today: { points: '10', awards: 1 },
        awards: [
          { rule: 'order-points', lines: [{ medium: 'points', amount: '10' }], evidence: [{ id: 'e1' }] },
        ],
      },
    });
  });

  it('can be voided and amended, and what rested on them goes with them', async () => {
    const sent = await api.send('POST', '/api/v1/activities', { body: order('v1', { subject: 'cy' }) });
    const { activity } = (sent.json as { results: { activity: string }[] }).results[0] ?? { activity: '' };
    const amended = await api.send('POST', `/api/v1/activities/${activity}/amend`, {
      body: { data: { amount: 99 }, reason: 'typed wrong' },
    });
    expect(amended).toMatchObject({ status: 200, json: { status: 'accepted' } });
    const read = await api.send('GET', `/api/v1/activities/${activity}`);
    expect(read.json).toMatchObject({ state: 'amended', data: { amount: '99' }, reason: 'typed wrong' });
    const voided = await api.send('POST', `/api/v1/activities/${activity}/void`, { body: {} });
    expect(voided).toMatchObject({ status: 200, json: { status: 'accepted' } });
    const list = await api.send('GET', '/api/v1/activities?rep=cy');
    expect(list.json).toMatchObject({ items: [{ id: activity, state: 'voided' }] });
    const awards = await api.send('GET', '/api/v1/awards?rep=cy');
    expect(awards.json).toEqual({ items: [] });
    const misfit = await api.send('POST', `/api/v1/activities/${activity}/amend`, {
      body: { data: { nonsense: 1 } },
    });
    expect(misfit).toMatchObject({ status: 422, json: { errors: [{ pointer: '/data/nonsense' }] } });
  });

  it('are listed in pages that miss and repeat nothing', async () => {
    const ids: string[] = [];
    let next: string | undefined;
    do {
      const cursor = next === undefined ? '' : `&cursor=${next}`;
      const page = await api.send('GET', `/api/v1/activities?limit=2${cursor}`);
      const { items, next: following } = page.json as { items: { id: string }[]; next?: string };
      expect(items.length).toBeLessThanOrEqual(2);
      ids.push(...items.map(({ id }) => id));
      next = following;
    } while (next !== undefined);
    const whole = await api.send('GET', '/api/v1/activities?limit=500');
    expect(ids).toEqual((whole.json as { items: { id: string }[] }).items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('sent at once under one key are done once', async () => {
    const send = () =>
      api.send('POST', '/api/v1/activities', {
        body: order('at-once'),
        headers: { 'idempotency-key': 'delivery-at-once' },
      });
    const answers = await Promise.all([send(), send(), send(), send(), send()]);
    const done = answers.filter(({ status }) => status === 200);
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual(
      [],
    );
    expect(done.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    expect(done[0]?.json).toMatchObject({ accepted: 1 });
  });

  it('nested without end are one refused line of a stream', async () => {
    const deep = `{"id":"deep","source":"crm","data":{"amount":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`;
    const answer = await api.send('POST', '/api/v1/activities', {
      body: [JSON.stringify(order('d1')), deep, JSON.stringify(order('d2'))].join('\n'),
      headers: { 'content-type': 'application/x-ndjson' },
    });
    const lines = answer.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).status);
    expect(lines).toEqual(['accepted', 'rejected', 'accepted']);
  });

  it('sent twice under one key are done once, and answered alike', async () => {
    const headers = { 'idempotency-key': 'delivery-1' };
    const body = order('k1');
    const first = await api.send('POST', '/api/v1/activities', { body, headers });
    const again = await api.send('POST', '/api/v1/activities', { body, headers });
    expect(first.json).toMatchObject({ accepted: 1 });
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const other = await api.send('POST', '/api/v1/activities', { body: order('k2'), headers });
    expect(other).toMatchObject({ status: 422, json: { code: 'conflict' } });
  });
});
