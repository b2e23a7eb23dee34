import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Award } from '../../schemas/award.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { COMMISSION, DISPLAY, ORDER_POINTS, smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
const plan = smallPlan([ORDER_POINTS, DISPLAY, COMMISSION]);
let api: TestApi;

beforeAll(async () => {
  const context = database.tenant();
  await publishPlan(context, plan.documents);
  await importData(context, { data: smallData([]) });
  api = await testApi(context, database.url());
});
afterAll(() => api.close());

const event = (id: string, subject: string, type: string, data: object) => ({
  id,
  source: 'crm',
  type,
  time: `${api.today}T09:00:00+08:00`,
  subject,
  data,
});
const order = (id: string, subject: string) => event(id, subject, 'order.placed', { amount: '120.50' });
const visit = (id: string, subject: string) =>
  event(id, subject, 'visit.completed', { outlet: `shop of ${subject}`, faces: 3 });
const deliver = async (items: object[], query = ''): Promise<string[]> => {
  const { json } = await api.send('POST', `/api/v1/activities${query}`, { body: items });
  return (json as { results: { activity: string }[] }).results.map(({ activity }) => activity);
};
const awardsOf = async (rep: string): Promise<Award[]> =>
  ((await api.send('GET', `/api/v1/awards?rep=${rep}`)).json as { items: Award[] }).items;

describe('a correction with an id of its own', () => {
  it('sent again is a duplicate, and a conflict where it says something else', async () => {
    const [first, second] = await deliver([order('c1', 'ann'), order('c2', 'ann')]);
    const correct = (activity: string | undefined, how: 'void' | 'amend', body: object) =>
      api.send('POST', `/api/v1/activities/${activity}/${how}`, { body });
    const amendment = { id: 'amend-1', data: { amount: 99 } };
    const sent = await correct(first, 'amend', amendment);
    expect(sent).toMatchObject({ status: 200, json: { status: 'accepted' } });
    const { activity } = sent.json as { activity: string };
    // The clock has gone on since.
    expect((await correct(first, 'amend', amendment)).json).toEqual({ status: 'duplicate', activity });
    for (const [on, how, body] of [
      [first, 'amend', { ...amendment, data: { amount: 98 } }],
      [first, 'amend', { ...amendment, subject: 'bo' }],
      [first, 'void', { id: 'amend-1' }],
      [second, 'amend', amendment],
    ] as const)
      expect((await correct(on, how, body)).status, `${how} ${JSON.stringify(body)}`).toBe(409);
    expect((await api.send('GET', `/api/v1/activities/${first}`)).json).toMatchObject({
      data: { amount: '99' },
    });
    const taken = await Promise.all([1, 2, 3].map(() => correct(second, 'void', { id: 'void-2' })));
    expect(taken.map(({ json }) => (json as { status: string }).status).sort()).toEqual([
      'accepted',
      'duplicate',
      'duplicate',
    ]);
  });
});

describe('an answer that is replayed', () => {
  it('says where to go as the first did', async () => {
    const settle = () =>
      api.send('POST', '/api/v1/settlements', {
        as: 'payroll',
        body: { period: api.today.slice(0, 7) },
        headers: { 'idempotency-key': 'settle-once' },
      });
    const [first, again] = [await settle(), await settle()];
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(first.headers.get('location')).toMatch(/^\/api\/v1\/jobs\/job_/);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect([again.status, again.json]).toEqual([first.status, first.json]);
    const other = () =>
      api.send('POST', '/api/v1/activities', {
        body: order('k1', 'bo'),
        headers: { 'idempotency-key': 'deliver-once' },
      });
    await other();
    expect((await other()).headers.get('location')).toBeNull();
  });
});

describe('a delivery that fills up the past', () => {
  it('earns what any other earns, and is not celebrated', async () => {
    const same = ({ rule, lines, window, day }: Award) => ({ rule, lines, window, day });
    await deliver([visit('p1', 'cy'), visit('p2', 'cy'), order('p3', 'cy')], '?backfill=true');
    await deliver([visit('l1', 'ann'), visit('l2', 'ann'), order('l3', 'ann')], '?backfill=false');
    const [past, live] = [await awardsOf('cy'), await awardsOf('ann')];
    const rules = (awards: Award[]) => awards.map(({ rule }) => rule);
    expect(rules(past).sort()).toEqual(['display', 'order-points']);
    expect(past.map(({ celebrate }) => celebrate)).toEqual([false, false]);
    expect(live.filter(({ rule }) => rule === 'display').map(({ celebrate }) => celebrate)).toEqual([true]);
    expect(live.filter(({ rule }) => rule === 'display').map(same)).toEqual(
      past.filter(({ rule }) => rule === 'display').map(same),
    );
    // Delivered again it is the same activity, however it comes.
    const again = await api.send('POST', '/api/v1/activities', { body: [order('p3', 'cy')] });
    expect(again.json).toMatchObject({ duplicates: 1 });
    expect((await awardsOf('cy')).map(({ celebrate }) => celebrate)).toEqual([false, false]);
  });

  it('is celebrated for what a later activity completes', async () => {
    await deliver([visit('b1', 'bo')], '?backfill=true');
    await deliver([visit('b2', 'bo')]);
    const [display] = (await awardsOf('bo')).filter(({ rule }) => rule === 'display');
    expect(display).toMatchObject({ rule: 'display', celebrate: true });
  });

  it('may be a stream', async () => {
    await api.send('POST', '/api/v1/activities?backfill=true', {
      body: JSON.stringify(order('s1', 'bo')),
      headers: { 'content-type': 'application/x-ndjson' },
    });
    const [award] = (await awardsOf('bo')).filter(({ evidence }) => evidence.some(({ id }) => id === 's1'));
    expect(award).toMatchObject({ rule: 'order-points', celebrate: false });
    expect((await api.send('POST', '/api/v1/activities?backfill=1', { body: [] })).status).toBe(400);
  });
});
