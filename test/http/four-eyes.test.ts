import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../../schemas/job.ts';
import type { PlanProposal, ProposedPlan, Recalibration } from '../../schemas/proposal.ts';
import type { Settlement } from '../../schemas/settlement.ts';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { rowsOf } from '../../src/storage/database.ts';
import { ALL_RULES, COMMISSION, ORDER_POINTS, smallData, smallFiles, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type Answered, type As, type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
let api: TestApi;
let context: Context;

beforeAll(async () => {
  context = database.tenant();
  await publishPlan(context, smallPlan().documents);
  const data = smallData([]);
  const teams = data.teams.map((team) => (team.code === 'east' ? { ...team, manager: 'ann' } : team));
  await importData(context, { data: { ...data, teams } });
  api = await testApi(context, database.url(), ['ann']);
});
afterAll(() => api.close());

const post = (path: string, as: As, body: unknown): Promise<Answered> =>
  api.send('POST', `/api/v1${path}`, { as, body });
const get = (path: string, as: As = 'auditor'): Promise<Answered> =>
  api.send('GET', `/api/v1${path}`, { as });
const because = { reason: 'Agreed at the meeting.' };
const codeOf = ({ status, json }: Answered): [number, string] => [status, (json as { code: string }).code];

/** The entries of the audit about a kind of deed, the latest first. */
const audited = (action: string) =>
  rowsOf<{ actor: string; details: Record<string, unknown> }>(
    database.db(),
    sql`select actor, details from audit where tenant_id = ${context.tenant} and action = ${action} order by at desc`,
  );

const filesOf = (rules: readonly Record<string, unknown>[] = ALL_RULES, name?: string) => {
  const named = name === undefined ? {} : { name: { zh: name, en: name } };
  const files = [...smallFiles(rules, named)];
  return Object.fromEntries(files.map(([path, text]) => [path, JSON.parse(text) as unknown]));
};

const propose = async (as: As = 'hr', files: object = filesOf()): Promise<PlanProposal> => {
  const made = await post('/plans/proposals', as, { reason: 'For the sprint.', files });
  expect(made.status, made.text).toBe(201);
  return made.json as PlanProposal;
};

const versionInForce = async () => ((await get('/plans/current')).json as { version: string }).version;

describe('a version of the plan', () => {
  it('is told by what differs and by what would surprise, and is in force once another approves', async () => {
    const before = await versionInForce();
    const dearer = { ...ORDER_POINTS, rewards: [{ kind: 'points', amount: 20 }] };
    const extra = { ...COMMISSION, code: 'extra', rewards: [{ kind: 'cash', amount: -5 }] };
    const files = filesOf([
      ...ALL_RULES.slice(0, 1),
      dearer,
      ...ALL_RULES.slice(2, 3),
      ALL_RULES[4] ?? {},
      extra,
    ]);
    const made = await propose('hr', files);
    const named = (code: string) => ({ code, name: { zh: code, en: code } });
    expect(made).toMatchObject({
      state: 'proposed',
      maker: 'hr',
      plan: 'small',
      isOutdated: false,
      differs: {
        added: [{ code: 'extra' }],
        removed: [named('new-outlets')],
        changed: [named('order-points')],
        documents: [],
      },
    });
    expect(made.findings.map(({ document }) => document)).toContain('rules/extra.json');
    expect(await versionInForce()).toBe(before);
    const path = `/plans/proposals/${made.id}`;
    const { files: read, ...told } = (await get(path)).json as ProposedPlan;
    expect(told).toEqual(made);
    expect(read['rules/order-points.json']).toMatchObject(dearer);
    const { items } = (await get('/plans/proposals?state=proposed')).json as { items: PlanProposal[] };
    expect(items).toEqual([made]);

    const approved = await post(`${path}/approve`, 'admin', because);
    expect([approved.status, approved.json]).toMatchObject([
      200,
      { state: 'approved', checker: 'admin', words: because.reason, contentHash: made.contentHash },
    ]);
    expect(await versionInForce()).toBe(made.version);
    const [entry] = await audited('approve-plan');
    expect(entry).toMatchObject({
      actor: 'admin',
      details: { proposal: made.id, contentHash: made.contentHash, version: made.version, mode: 'four-eyes' },
    });
    const [publication] = ((await get('/plans?limit=1')).json as { items: object[] }).items;
    expect(publication).toMatchObject({ version: made.version, publishedBy: 'admin' });
  });

  it('is the same version when it is proposed again as it is read', async () => {
    const made = await propose('hr', filesOf(ALL_RULES, 'Read'));
    const { files } = (await get(`/plans/proposals/${made.id}`)).json as ProposedPlan;
    expect(Object.keys(files)).toContain('metrics.json');
    const again = await propose('hr', files);
    expect([again.version, again.contentHash]).toEqual([made.version, made.contentHash]);
  });

  it('is refused with the file and the place of each fault', async () => {
    const files = { ...filesOf(), 'metrics.json': [{ code: 'sales' }], 'rulez.json': {} };
    const refused = await post('/plans/proposals', 'hr', { ...because, files });
    expect(codeOf(refused)).toEqual([422, 'unusable-file']);
    const { errors } = refused.json as { errors: { file: string; pointer: string }[] };
    expect(errors).toContainEqual(expect.objectContaining({ file: 'metrics.json', pointer: '/0/aggregate' }));
    const unkept = filesOf(ALL_RULES, 'half \ud800 a character');
    expect(codeOf(await post('/plans/proposals', 'hr', { ...because, files: unkept }))).toEqual([
      422,
      'unusable-file',
    ]);
  });

  it('is not approved by who made it, and withdrawn by nobody else', async () => {
    const made = await propose('admin');
    const path = `/plans/proposals/${made.id}`;
    for (const verdict of ['approve', 'refuse'])
      expect(codeOf(await post(`${path}/${verdict}`, 'admin', because))).toEqual([403, 'forbidden']);
    expect(codeOf(await post(`${path}/withdraw`, 'hr', because))).toEqual([403, 'forbidden']);
    for (let time = 0; time < 2; time += 1)
      expect((await post(`${path}/withdraw`, 'admin', because)).json).toMatchObject({ state: 'withdrawn' });
    expect(await audited('withdraw-plan')).toHaveLength(1);
    expect(codeOf(await post(`${path}/approve`, 'hr', because))).toEqual([409, 'conflict']);
  });

  it('is decided once: again it changes nothing, and otherwise is a conflict', async () => {
    const made = await propose('hr', filesOf(ALL_RULES, 'Once'));
    const path = `/plans/proposals/${made.id}`;
    const before = await audited('refuse-plan');
    const first = await post(`${path}/refuse`, 'admin', because);
    const second = await post(`${path}/refuse`, 'admin', { reason: 'Once more.' });
    expect([second.status, second.json]).toEqual([200, first.json]);
    expect(await audited('refuse-plan')).toHaveLength(before.length + 1);
    const otherwise = await post(`${path}/approve`, 'admin', because);
    expect(codeOf(otherwise)).toEqual([409, 'conflict']);
    expect(otherwise.text).toContain('refused');
  });

  it('is a conflict where another was published since', async () => {
    const [one, two] = [
      await propose('hr', filesOf(ALL_RULES, 'One')),
      await propose('hr', filesOf(ALL_RULES, 'Two')),
    ];
    expect((await post(`/plans/proposals/${one.id}/approve`, 'admin', because)).status).toBe(200);
    expect((await get(`/plans/proposals/${two.id}`)).json).toMatchObject({ isOutdated: true });
    expect(codeOf(await post(`/plans/proposals/${two.id}/approve`, 'admin', because))).toEqual([
      409,
      'conflict',
    ]);
    expect(await versionInForce()).toBe(one.version);
    expect((await get(`/plans/proposals/${two.id}`)).json).toMatchObject({ state: 'proposed' });
  });

  it('is told to those who make rules and to the auditor', async () => {
    expect((await get('/plans/proposals', 'manager')).status).toBe(403);
    expect((await get('/plans/proposals/prp_0f8fad5bd9cb469fa16570867728950e')).status).toBe(404);
  });
});

describe('a settlement', () => {
  const settlementOf = async () => (await get('/settlements/2024-02', 'payroll')).json as Settlement;
  const approve = (as: As, calculation: number) =>
    post('/settlements/2024-02/approve', as, { calculation, words: 'Checked.' });
  const exported = async () =>
    (await get('/settlements/2024-02/export?format=csv', 'payroll')).headers.get('x-approved');

  it('is approved by another, and unapproved again when it is calculated anew', async () => {
    expect(codeOf(await approve('admin', 1))).toEqual([404, 'not-found']);
    await api.settle('2024-02');
    expect(await settlementOf()).not.toHaveProperty('approvedBy');
    expect(await exported()).toBe('false');
    expect(codeOf(await approve('payroll', 1))).toEqual([403, 'forbidden']);
    expect(codeOf(await approve('admin', 2))).toEqual([409, 'conflict']);
    const approved = await approve('admin', 1);
    expect([approved.status, approved.json]).toMatchObject([
      200,
      { calculation: 1, calculatedBy: 'payroll', approvedBy: 'admin', approvalWords: 'Checked.' },
    ]);
    expect((await approve('admin', 1)).json).toEqual(approved.json);
    expect(await audited('approve-settlement')).toHaveLength(1);
    expect(await settlementOf()).toEqual(approved.json);
    expect(await exported()).toBe('true');

    await api.settle('2024-02');
    expect(await settlementOf()).toMatchObject({ calculation: 2, calculatedBy: 'payroll' });
    expect(await settlementOf()).not.toHaveProperty('approvedBy');
    expect(await exported()).toBe('false');
    expect(codeOf(await approve('admin', 1))).toEqual([409, 'conflict']);
    expect((await approve('admin', 2)).status).toBe(200);
  });

  it('is exported as unapproved where something came in since', async () => {
    expect(await exported()).toBe('true');
    const late = {
      id: 'late',
      source: 'crm',
      type: 'order.placed',
      time: '2024-02-10T10:00:00+08:00',
      subject: 'bo',
      data: { amount: 10 },
    };
    await post('/activities', 'hr', [late]);
    expect(await exported()).toBe('false');
  });
});

describe('a target of a period that has begun', () => {
  const target = { subject: 'bo', metric: 'sales', period: '2024-01', amount: 100 };
  const key = 'subject=bo&metric=sales&period=2024-01';
  const put = (items: object[]) => api.send('PUT', '/api/v1/targets', { as: 'hr', body: { items } });
  const amount = async () =>
    ((await get(`/targets?${key}`)).json as { items: { amount: string }[] }).items.map((each) => each.amount);
  const recalibrate = async (as: As, changes: object[]): Promise<Recalibration> => {
    const wanted = { trigger: 'A competitor left.', reason: 'It is too low.', changes };
    const made = await post('/targets/recalibrations', as, wanted);
    expect(made.status, made.text).toBe(201);
    return made.json as Recalibration;
  };

  it('is saved where it is new, and then neither changed nor removed by whoever saves', async () => {
    expect((await put([target])).status).toBe(200);
    expect((await put([target])).status).toBe(200);
    const refused = await put([
      { ...target, subject: 'cy' },
      { ...target, amount: 120 },
    ]);
    expect(codeOf(refused)).toEqual([409, 'state']);
    expect(refused.text).toContain('/targets/recalibrations');
    expect((refused.json as { errors: object[] }).errors).toMatchObject([{ pointer: '/items/1' }]);
    expect((await get('/targets?subject=cy&period=2024-01')).json).toEqual({ items: [] });
    const removed = await api.send('DELETE', `/api/v1/targets?${key}`, { as: 'hr' });
    expect(codeOf(removed)).toEqual([409, 'state']);
    expect(await amount()).toEqual(['100']);
  });

  it('is not changed by a file either, which may repeat it and add others', async () => {
    const send = (text: string, dryRun: boolean) =>
      api.send('POST', `/api/v1/targets/import?dryRun=${dryRun}`, {
        as: 'hr',
        body: `subject,metric,period,amount\n${text}`,
        headers: { 'content-type': 'text/csv' },
      });
    const endOf = async (answer: Answered): Promise<Job> => {
      const { id } = answer.json as Job;
      for (;;) {
        const job = (await get(`/jobs/${id}`, 'hr')).json as Job;
        if (job.endedAt !== undefined) return job;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    expect(codeOf(await send('bo,sales,2024-01,130\n', true))).toEqual([409, 'state']);
    expect(await endOf(await send('bo,sales,2024-01,130\n', false))).toMatchObject({
      status: 'failed',
      problem: { code: 'state' },
    });
    expect(await endOf(await send('bo,sales,2024-01,100.0\nbo,visits,2024-01,9\n', false))).toMatchObject({
      status: 'done',
    });
    expect(await amount()).toEqual(['100']);
  });

  it('is changed with its trigger and reason by the approval of another', async () => {
    const made = await recalibrate('manager:ann', [
      { ...target, amount: '90' },
      { ...target, metric: 'outlets', amount: 5 },
      { ...target, metric: 'visits', amount: null },
    ]);
    const rest = { subjectKind: 'rep', subject: 'bo', period: '2024-01', tier: 'base' };
    expect(made).toMatchObject({
      state: 'proposed',
      maker: 'manager:ann',
      trigger: 'A competitor left.',
      changes: [
        { ...rest, metric: 'sales', from: '100', to: '90' },
        { ...rest, metric: 'outlets', to: '5' },
        { ...rest, metric: 'visits', from: '9' },
      ],
    });
    const path = `/targets/recalibrations/${made.id}`;
    expect((await get(path, 'manager:ann')).json).toEqual(made);
    expect(codeOf(await post(`${path}/approve`, 'manager:ann', because))).toEqual([403, 'forbidden']);
    expect(await amount()).toEqual(['100']);
    const approved = await post(`${path}/approve`, 'hr', because);
    expect([approved.status, approved.json]).toMatchObject([200, { state: 'approved', checker: 'hr' }]);
    expect((await post(`${path}/approve`, 'hr', because)).json).toEqual(approved.json);
    const { items } = (await get('/targets?subject=bo&period=2024-01')).json as { items: object[] };
    expect(items).toMatchObject([
      { metric: 'outlets', amount: '5' },
      { metric: 'sales', amount: '90' },
    ]);
    expect(await audited('approve-recalibration')).toMatchObject([
      { actor: 'hr', details: { proposal: made.id, contentHash: made.contentHash } },
    ]);
  });

  it('is a conflict where it was changed since', async () => {
    const [one, two] = [
      await recalibrate('hr', [{ ...target, amount: 91 }]),
      await recalibrate('hr', [{ ...target, amount: 92 }]),
    ];
    expect((await post(`/targets/recalibrations/${one.id}/approve`, 'admin', because)).status).toBe(200);
    expect(codeOf(await post(`/targets/recalibrations/${two.id}/approve`, 'admin', because))).toEqual([
      409,
      'conflict',
    ]);
    const refused = await post(`/targets/recalibrations/${two.id}/refuse`, 'admin', because);
    expect(refused.json).toMatchObject({ state: 'refused' });
    expect(await amount()).toEqual(['91']);
  });

  it('is proposed and seen within the own teams', async () => {
    const wanted = { trigger: 'x', reason: 'y', changes: [{ ...target, subject: 'cy' }] };
    const unseen = await post('/targets/recalibrations', 'manager:ann', wanted);
    const unknown = await post('/targets/recalibrations', 'manager:ann', {
      ...wanted,
      changes: [{ ...target, subject: 'xy' }],
    });
    const told = ({ status, json }: Answered) =>
      JSON.stringify([status, { ...(json as object), instance: '' }]).replaceAll('cy', 'xy');
    expect(unseen.status).toBe(422);
    expect(told(unseen)).toBe(told(unknown));
    const hidden = await recalibrate('hr', [
      { ...target, subject: 'cy', amount: 1 },
      { ...target, amount: 2 },
    ]);
    expect((await get(`/targets/recalibrations/${hidden.id}`, 'manager:ann')).status).toBe(404);
    const listed = async (as: As) =>
      ((await get('/targets/recalibrations', as)).json as { items: { id: string }[] }).items.map(
        ({ id }) => id,
      );
    expect(await listed('auditor')).toContain(hidden.id);
    expect(await listed('manager:ann')).toHaveLength((await listed('auditor')).length - 1);
  });

  it('is refused with the place of each fault, twice in one and where nothing changes', async () => {
    const send = (changes: object[]) =>
      post('/targets/recalibrations', 'hr', { trigger: 'x', reason: 'y', changes });
    const places = ({ json }: Answered) =>
      (json as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    const wrong = await send([target, { ...target, metric: 'sale' }]);
    expect([wrong.status, places(wrong)]).toEqual([422, ['/changes/1/metric']]);
    const twice = await send([target, { ...target, amount: null }]);
    expect([twice.status, places(twice)]).toEqual([400, ['/changes/1/subject']]);
    expect(codeOf(await send([{ ...target, amount: 91 }]))).toEqual([409, 'state']);
  });
});

it('two who decide at once: one wins, the other is told', async () => {
  for (let round = 0; round < 5; round += 1) {
    const made = await propose('hr', filesOf(ALL_RULES, `Round ${round}`));
    const path = `/plans/proposals/${made.id}`;
    const [approved, withdrawn] = await Promise.all([
      post(`${path}/approve`, 'admin', because),
      post(`${path}/withdraw`, 'hr', because),
    ]);
    const lost = approved.status === 200 ? withdrawn : approved;
    expect([approved.status, withdrawn.status].sort()).toEqual([200, 409]);
    expect(codeOf(lost)).toEqual([409, 'conflict']);
    const { state } = (await get(path)).json as PlanProposal;
    expect(state).toBe(approved.status === 200 ? 'approved' : 'withdrawn');
    expect((await versionInForce()) === made.version).toBe(state === 'approved');
  }
});
