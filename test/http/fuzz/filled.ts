import { importData } from '../../../src/app/import/import-data.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { smallData, smallFiles, smallPlan } from '../../app/small-plan.ts';
import type { TestDatabase } from '../../test-database.ts';
import { type TestApi, testApi } from '../test-api.ts';
import type { Operation } from './described.ts';
import type { Known } from './good-values.ts';

/** A service with something of everything, and what is to be found there by the names of fields and lists. */
export type Filled = Readonly<{ api: TestApi; knownTo(operation: Operation): Known }>;

const ORDERS = 90;

/** A service of a tenant with the small plan, a few people and things, and work of today. */
export const filledService = async (database: TestDatabase): Promise<Filled> => {
  const context = database.tenant();
  await publishPlan(context, smallPlan().documents);
  await importData(context, { data: smallData([]) });
  const api = await testApi(context, database.url());
  const month = api.today.slice(0, 7);
  await fill(api, month);
  const idsOf = async (path: string) => {
    const { json } = await api.send('GET', `/api/v1${path}limit=500`);
    return (json as { items: { id: string }[] }).items.map(({ id }) => id);
  };
  const known: Known = {
    ...CODES,
    ...timesOf(api.today),
    awards: await idsOf('/awards?rep=cy&'),
    jobs: await idsOf('/jobs?'),
  };
  const people = await madeOf(api, '/people', (index) => ({
    name: `Person ${index}`,
    roles: ['payroll'],
    email: `person-${index}@example.cn`,
  }));
  const keys = await madeOf(api, '/keys', (index) => ({ name: `Program ${index}` }));
  const proposed = await proposedIn(api, month);
  // What is voided is not amended any more.
  const toVoid = await idsOf('/activities?rep=ann&');
  const toAmend = await idsOf('/activities?rep=bo&');
  const cursors = new Map<string, string[]>();
  for (const list of ['activities', 'awards', 'jobs', 'reps', 'teams', 'outlets', 'products', 'targets']) {
    const { json } = await api.send('GET', `/api/v1/${list}?limit=1`);
    cursors.set(`/api/v1/${list}`, [(json as { next: string }).next]);
  }
  return {
    api,
    knownTo: ({ method, path }) => ({
      ...known,
      activities: toVoid,
      ...(path.endsWith('/amend') && {
        activities: toAmend,
        subject: ['bo'],
        data: [{ amount: '7.50' }, { outlet: 'O2' }],
      }),
      ...(path.endsWith('/erasure') && { reps: LEAVERS }),
      ...proposed(path),
      // Approved by another than who settled it, and settled by nobody else.
      ...(path.endsWith('/settlements/{period}/approve') && {
        settlements: longAgo(month),
        calculation: [1],
      }),
      // Who is taken out, and a key that is revoked, is not there for the others.
      people: method === 'DELETE' ? people.slice(0, MANY) : people.slice(MANY),
      keys: method === 'DELETE' ? keys.slice(0, MANY) : keys.slice(MANY),
      ...(path.endsWith('/targets') && { period: monthsOf(month, 1) }),
      ...(path.endsWith('/recalibrations') && { period: monthsOf(month, -2) }),
      ...(method === 'GET' && cursors.has(path) && { cursor: cursors.get(path) ?? [] }),
    }),
  };
};

/** As many as some can be removed of. */
const MANY = 60;

/** Reps who left long ago and whom nothing is due to any more. */
const LEAVERS = Array.from({ length: MANY }, (_, index) => `left-${index}`);

/** Makes many of something, and gives their ids. */
const madeOf = async (api: TestApi, path: string, body: (index: number) => object): Promise<string[]> => {
  const ids: string[] = [];
  for (let index = 0; index < 2 * MANY; index += 1) {
    const { json } = await api.send('POST', `/api/v1${path}`, { body: body(index) });
    const { id, person } = json as { id?: string; person?: { id: string } };
    ids.push(id ?? person?.id ?? '');
  }
  return ids;
};

const CODES: Known = {
  operations: [['ingest-activities'], ['read-leaderboards', 'read-rules']],
  rep: ['ann', 'bo', 'cy'],
  reps: ['ann', 'bo', 'cy'],
  subject: ['ann', 'bo', 'cy'],
  around: ['ann'],
  manager: ['ann'],
  team: ['east', 'west'],
  teams: ['east', 'west'],
  parent: ['all'],
  outlet: ['O1', 'O2'],
  outlets: ['O1', 'O2'],
  product: ['P1'],
  products: ['P1', 'P2'],
  category: ['drinks'],
  metric: ['sales', 'visits'],
  leaderboards: ['sales'],
  scope: ['company', 'team:east'],
  rule: ['order-points', 'commission'],
  rules: ['order-points', 'commission', 'display'],
  type: ['order.placed'],
  source: ['crm'],
  subjectKind: ['rep'],
  subject_kind: ['rep'],
  currency: ['CNY'],
  share: ['0.5'],
  shares: [['ann', 'bo'].map((rep) => ({ rep, share: '0.5' }))],
  amount: ['12.5', 7, '0', '-3.25', '999999999999999999.999999'],
  quantity: [1, '0.5'],
  cost: ['3.20'],
  margin: ['0.80'],
  launched_on: ['2024-01-01'],
  hired_on: ['2024-01-01'],
  left_on: ['2030-01-01'],
};

const timesOf = (today: string): Known => {
  const month = today.slice(0, 7);
  return {
    time: [`${today}T11:00:00+08:00`, `${today} 12:30`, `${today}T23:59:59.999`, `${today}T00:00:00Z`],
    period: [month],
    settlements: [month, today],
    day: [today],
  };
};

const fill = async (api: TestApi, month: string): Promise<void> => {
  const put = (path: string, body: unknown) => api.send('PUT', `/api/v1${path}`, { body });
  await put('/teams/all', { name: '全公司' });
  for (const code of LEAVERS)
    await put(`/reps/${code}`, { name: code, hiredOn: '2023-01-01', leftOn: '2023-06-30' });
  for (const code of ['O1', 'O2']) await put(`/outlets/${code}`, { name: code, rep: 'ann' });
  for (const code of ['P1', 'P2']) await put(`/products/${code}`, { name: code, category: 'drinks' });
  // As many as some can be removed of.
  const targets = ['ann', 'bo', 'cy'].flatMap((subject) =>
    ['sales', 'visits'].flatMap((metric) =>
      ['base', 'challenge', 'stretch'].flatMap((tier) =>
        // Of a year to come, which may still be changed, and of one that is over.
        [...monthsOf(month, 1), ...monthsOf(month, -1)].map((period) => ({
          subject,
          metric,
          tier,
          period,
          amount: 100,
        })),
      ),
    ),
  );
  await put('/targets', { items: targets });
  const orders = Array.from({ length: ORDERS }, (_, index) => ({
    id: `order-${index}`,
    source: 'crm',
    type: 'order.placed',
    // Before all others, which would take their place within the limits of the day.
    time: `${api.today}T01:00:00+08:00`,
    subject: ['ann', 'bo', 'cy'][index % 3],
    data: { amount: 10, outlet: 'O1', product: 'P1' },
  }));
  await api.send('POST', '/api/v1/activities', { body: orders });
  await api.settle(month);
  await api.settle(api.today);
  for (const period of longAgo(month)) await api.settle(period);
  await api.send('POST', '/api/v1/ledger/verify', { body: {} });
  while ((await api.send('GET', '/api/v1/ledger/verify')).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 50));
};

/** The months of a year, so many after that of a month. */
const monthsOf = (month: string, later: number): string[] => {
  const year = Number(month.slice(0, 4)) + later;
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
};

const longAgo = (month: string): string[] => monthsOf(month, -1).slice(0, 2);

/** What HR has proposed and the administrator decides, and own proposals to withdraw, by the end of the path. */
const proposedIn = async (api: TestApi, month: string): Promise<(path: string) => Known> => {
  const files = Object.fromEntries(
    [...smallFiles()].map(([path, text]) => [path, JSON.parse(text) as unknown]),
  );
  const plan = () => ({ reason: 'A reason.', files });
  const periods = monthsOf(month, -1);
  const change = (index: number) => ({
    trigger: 'Something happened.',
    reason: 'It follows.',
    // Each is of a target of its own.
    changes: [{ subject: 'cy', metric: 'sales', period: periods[index], amount: 1 }],
  });
  const some = async (path: string, as: 'hr' | 'admin', body: (index: number) => object) => {
    const ids: string[] = [];
    for (let index = 0; index < periods.length; index += 1) {
      const { json } = await api.send('POST', `/api/v1${path}`, { as, body: body(index) });
      ids.push((json as { id: string }).id);
    }
    return ids;
  };
  const lists = [
    ['proposals', '/plans/proposals', plan],
    ['recalibrations', '/targets/recalibrations', change],
  ] as const;
  const known: Record<string, Known> = {};
  for (const [list, path, body] of lists) {
    for (const verdict of ['approve', 'refuse'])
      known[`${list}/{id}/${verdict}`] = { [list]: await some(path, 'hr', body) };
    known[`${list}/{id}/withdraw`] = { [list]: await some(path, 'admin', body) };
    known[`${list}/{id}`] = { [list]: Object.values(known).flatMap((each) => each[list] ?? []) };
  }
  return (path) => ({
    files: [files],
    ...Object.entries(known).find(([end]) => path.endsWith(end))?.[1],
  });
};
