import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Award } from '../../schemas/award.ts';
import type { Leaderboard } from '../../schemas/leaderboard.ts';
import type { StatementSummary } from '../../schemas/statement.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { readData } from '../../src/app/import/read-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import type { ImportedActivity } from '../../src/app/tabular/imported-data.ts';
import { dataDirectory } from '../../src/node/directories.ts';
import type { ExpectedQuarter } from '../expected-quarter.ts';
import { readPlanFolder } from '../read-plan-folder.ts';
import { seededShuffle } from '../seeded-shuffle.ts';
import { describeWithSharedData } from '../shared-data.ts';
import { testDatabase } from '../test-database.ts';
import { type TestApi, testApi } from './test-api.ts';

const PERIOD = '2017-Q3';
const BATCH = 500;
const database = testDatabase();

const eventOf = ({ activity }: ImportedActivity) => ({
  specversion: '1.0',
  id: activity.id,
  source: activity.source,
  type: activity.type,
  time: new Date(activity.time).toISOString(),
  subject: activity.subject,
  data: activity.data,
});

describeWithSharedData('the CRM quarter 2017-Q3 over HTTP', (folder) => {
  let expected: ExpectedQuarter;
  let api: TestApi;

  beforeAll(async () => {
    expected = JSON.parse(await readFile(join(folder, 'expected-2017-Q3.json'), 'utf8'));
    const { documents } = await readPlanFolder('crm-quarter');
    const context = await database.emptied();
    await publishPlan(context, documents);
    const data = await readData(documents, await dataDirectory(folder));
    await importData(context, { data: { ...data, activities: [] } });
    api = await testApi(context, database.url());

    const events = data.activities.map(eventOf);
    const deliveries = [...seededShuffle(events), ...seededShuffle(events)];
    let [accepted, duplicates] = [0, 0];
    for (let start = 0; start < deliveries.length; start += BATCH) {
      const { status, json } = await api.send('POST', '/api/v1/activities', {
        as: 'integrator',
        body: deliveries.slice(start, start + BATCH),
        headers: { 'content-type': 'application/cloudevents-batch+json' },
      });
      expect(status).toBe(200);
      const answer = json as { accepted: number; duplicates: number };
      accepted += answer.accepted;
      duplicates += answer.duplicates;
    }
    expect([accepted, duplicates]).toEqual([events.length, events.length]);
    expect(await api.settle(PERIOD)).toMatchObject({
      status: 'done',
      result: { totals: { cash: expected.totals.cash, points: String(expected.totals.points) } },
    });
  }, 400_000);
  afterAll(() => api?.close());

  const get = async (path: string) => {
    const { status, json } = await api.send('GET', path, { as: 'payroll' });
    expect(status).toBe(200);
    return json as { items: unknown[]; next?: string };
  };

  it('grants exactly the expected awards, line by line', async () => {
    const awards: Award[] = [];
    let cursor = '';
    do {
      const { items, next } = await get(`/api/v1/awards?period=${PERIOD}&limit=500${cursor}`);
      awards.push(...(items as Award[]));
      cursor = next === undefined ? '' : `&cursor=${next}`;
    } while (cursor !== '');
    const badges: Award[] = [];
    const reps = new Set(expected.awards.filter(({ kind }) => kind === 'badge').map(({ rep }) => rep));
    for (const rep of reps) {
      const { items } = await get(`/api/v1/reps/${encodeURIComponent(rep)}/awards?medium=badge&limit=500`);
      badges.push(...(items as Award[]).filter((badge) => !awards.some(({ id }) => id === badge.id)));
    }
    const lines = [...awards, ...badges].flatMap(({ rule, rep, lines: own, evidence }) =>
      own.map(({ medium, amount, item }) =>
        [
          rule,
          rep.code,
          medium,
          amount,
          item,
          medium === 'badge' ? '' : evidence.map(({ id }) => id).join(' '),
        ].join('|'),
      ),
    );
    const wanted = expected.awards.map((award) =>
      [award.rule, award.rep, award.kind, award.amount, award.badge ?? '', award.activity ?? ''].join('|'),
    );
    expect(lines.sort()).toEqual(wanted.sort());
  });

  it('writes exactly the expected statements', async () => {
    const { items } = await get(`/api/v1/statements?period=${PERIOD}`);
    const found = (items as StatementSummary[]).map(
      ({ rep, cash, points }) => `${rep.code}|${cash}|${points}`,
    );
    const wanted = expected.statements.map(({ rep, cash, points }) => `${rep}|${cash}|${points}`);
    expect(found.sort()).toEqual(wanted.sort());
  });

  it('ranks exactly the expected leaderboard', async () => {
    const { items } = await get('/api/v1/leaderboards');
    const [board] = items as { code: string }[];
    const read = await api.send('GET', `/api/v1/leaderboards/${board?.code}?period=${PERIOD}&limit=500`, {
      as: 'rep',
    });
    const { rows } = read.json as Leaderboard;
    expect(rows.map(({ rank, rep, value }) => ({ rank, rep: rep.code, value }))).toEqual(
      expected.leaderboard,
    );
  });

  it('is exported to the same bytes, whose control totals agree', async () => {
    const path = `/api/v1/settlements/${PERIOD}/export?format=csv`;
    const first = await api.send('GET', path, { as: 'payroll' });
    const again = await api.send('GET', path, { as: 'payroll' });
    expect(again.text).toBe(first.text);
    expect(first.headers.get('x-control-cash')).toBe(expected.totals.cash);
    expect(first.headers.get('x-row-count')).toBe(String(expected.statements.length));
    const cash = first.text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => Math.round(Number(row.split(',')[4]) * 100));
    expect(cash.reduce((sum, each) => sum + each, 0)).toBe(Math.round(Number(expected.totals.cash) * 100));
  });
});
