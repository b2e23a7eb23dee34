import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { PersonRole } from '../../../schemas/person.ts';
import { deliverActivities } from '../../../src/app/activities/deliver-activities.ts';
import type { Context } from '../../../src/app/context.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { importFiles } from '../../../src/app/import/import-files.ts';
import { runJob } from '../../../src/app/jobs/run-job.ts';
import { recordJob } from '../../../src/app/jobs/start-job.ts';
import { sealLedger } from '../../../src/app/ledger/seal-ledger.ts';
import { verifyLedger } from '../../../src/app/ledger/verify-ledger.ts';
import { verifyStatement } from '../../../src/app/ledger/verify-statement.ts';
import { saveRep } from '../../../src/app/master-data/save-rep.ts';
import { claimRequest, settleRequest } from '../../../src/app/once.ts';
import { changePerson } from '../../../src/app/people/change-person.ts';
import { invitePerson } from '../../../src/app/people/invite-person.ts';
import { readPeople } from '../../../src/app/people/read-people.ts';
import { erasePerson } from '../../../src/app/personal-data/erase-person.ts';
import { exportPerson } from '../../../src/app/personal-data/export-person.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { endRecalibration } from '../../../src/app/proposals/end-recalibration.ts';
import { proposeRecalibration } from '../../../src/app/proposals/propose-recalibration.ts';
import { rebuild } from '../../../src/app/rebuild.ts';
import { exportPeriod } from '../../../src/app/results/export-period.ts';
import { readLeaderboard } from '../../../src/app/results/read-leaderboard.ts';
import { readResults } from '../../../src/app/results/read-results.ts';
import { resultSummary } from '../../../src/app/results/result-files.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import { ERASED_NAME } from '../../../src/domain/personal-data/erased-person.ts';
import { rowsOf } from '../../../src/storage/database.ts';
import { inTenant } from '../../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../../test-database.ts';
import { dayOfTest, HAPPENED, MARKED, MARKS, masterData, personPlan, withPeople } from './person-plan.ts';
import { scanMarks } from './scan-marks.ts';

const database = testDatabase();
const AT = Date.parse('2024-05-02T04:00:00Z');
const { code } = MARKED;
const erasure = { rep: code, reason: 'asked for on 1 May', at: AT };

const deliver = (context: Context, items: readonly object[]) =>
  deliverActivities(context, { items: items.map((json) => ({ json })) });

/** A tenant with a settled March, and with whatever else may hold a name. */
const settled = async (context: Context): Promise<void> => {
  await withPeople(context);
  expect(await deliver(context, HAPPENED)).toMatchObject({ accepted: HAPPENED.length, refused: 0 });
  const correction = {
    specversion: '1.0',
    id: 'c-1',
    source: 'sfa',
    type: 'activity.amended',
    time: '2024-03-06T10:00:00+08:00',
    subject: code,
    data: {
      original: { source: 'sfa', id: `visit-${code}-1` },
      reason: `${MARKED.name} was mistaken`,
      data: { note: MARKED.note, photo: MARKED.photo },
    },
  };
  expect(await deliver({ ...context, actor: code }, [correction])).toMatchObject({ accepted: 1 });
  await settlePeriod(context, { period: '2024-03' });
  await sealLedger(context);
  const target = {
    subjectKind: 'rep',
    subject: code,
    metric: 'sales',
    period: '2024-03',
    tier: 'base',
  } as const;
  const wanted = {
    trigger: `${MARKED.name} was away`,
    reason: `asked for by ${MARKED.name}`,
    changes: [{ ...target, amount: '160' }],
    at: AT,
  };
  await proposeRecalibration({ ...context, actor: code, rep: code }, wanted);
  const { id } = await proposeRecalibration({ ...context, actor: 'someone else' }, wanted);
  const refusal = { id, reason: `not for ${MARKED.name}`, verdict: 'refused' } as const;
  await endRecalibration({ ...context, actor: code }, refusal);
  const file = Buffer.from(`code,name,team\n${code},${MARKED.name},${MARKED.name}的队\n`).toString('base64');
  const asked = { ...context, actor: 'someone', rep: code };
  const job = await inTenant(context.store.db, context.tenant, (tx) =>
    recordJob(tx, asked, { kind: 'import-data', input: { files: { 'reps.csv': file } } }),
  );
  await runJob(context.store, { tenant: context.tenant, job: job.id }, { alone: true, now: Date.now });
  const claim = await claimRequest(asked, { key: 'k-1', requestHash: 'h' });
  if (claim.kind !== 'new') throw new Error('The key was used before.');
  const answer = {
    status: 200,
    contentType: 'application/json',
    location: null,
    body: `{"name":"${MARKED.name}"}`,
  };
  await settleRequest(asked, { key: 'k-1', claim: claim.claim, answer });
  const input = { name: MARKED.name, roles: ['rep' as const], rep: code };
  await invitePerson(context, { input, at: AT });
};

const exported = async (context: Context, rep: string = code): Promise<string> => {
  let text = '';
  for await (const piece of exportPerson(context, { rep, at: AT })) text += piece;
  return text;
};

/** Everything that is counted, awarded and moved, row by row. */
const numbers = async ({ store }: Context): Promise<unknown> => ({
  awards: await rowsOf(
    store.db,
    sql`
    select award_id, revision, kind, content_hash, evidence from award order by award_id, revision`,
  ),
  lines: await rowsOf(store.db, sql`select * from award_line order by award_id, revision, line`),
  transfers: await rowsOf(store.db, sql`select * from transfer order by transfer_id`),
  seals: await rowsOf(store.db, sql`select * from seal order by sequence`),
  rollups: await rowsOf(
    store.db,
    sql`
    select metric, day, rep_id, team_id, dimension, value, activities from rollup order by 1, 2, 3, 4, 5, 6`,
  ),
  targets: await rowsOf(store.db, sql`select * from target order by subject_id`),
});

const summary = async (context: Context) => resultSummary(await readResults(context, { period: '2024-03' }));

describe('the export of a person', () => {
  it('holds whatever of the person is in any column of any table', async () => {
    const context = await database.emptied();
    await settled(context);
    const held = await scanMarks(context, MARKS);
    // Otherwise this would test nothing.
    const places = [...new Set(held.map(({ place }) => place))];
    expect(places).toEqual([
      'activity.canonical_order',
      'activity.correction',
      'activity.data',
      'activity.external_id',
      'audit.actor',
      'audit.details',
      'award.trace',
      'idempotency_key.body',
      'job.actor',
      'job.result',
      'outlet.attributes',
      'plan_version.documents',
      'proposal.checker',
      'proposal.content',
      'proposal.maker',
      'proposal.reason',
      'proposal.words',
      'rep.attributes',
      'rep.code',
      'rep.employee_no',
      'rep.name',
      'rollup.first_order',
      'rollup.key',
      'team.manager_code',
      'team.name',
      'person.name',
      'person.rep',
    ]);
    expect([...new Set(held.map(({ mark }) => mark))].sort()).toEqual([...MARKS].sort());
    const text = await exported(context);
    for (const { mark } of held) expect(text).toContain(mark);
    const document = JSON.parse(text) as Record<string, unknown[]>;
    for (const [section, rows] of Object.entries(document))
      if (Array.isArray(rows) && !['badges', 'products', 'settlements'].includes(section))
        expect([section, rows.length > 0]).toEqual([section, true]);
    // Three activities, one correction, and two of others that name the person.
    expect(document.activities).toHaveLength(6);
    expect(text).toContain('looked_after_by');
  });

  it('is for the rep, for HR and for administrators', async () => {
    const context = await database.emptied();
    await withPeople(context);
    const asked = (roles: Context['roles'], rep?: string) =>
      exported({ ...context, roles, ...(rep !== undefined && { rep }) }).then(
        (text) => JSON.parse(text).person.name,
        ({ code: refused }) => refused,
      );
    expect(await asked(['hr'])).toBe(MARKED.name);
    expect(await asked(['rep'], code)).toBe(MARKED.name);
    expect(await asked(['rep'], 'A1')).toBe('not-found');
    expect(await asked(['manager'], 'A1')).toBe('forbidden');
    expect(await asked(['rep', 'manager', 'payroll'], 'A1')).toBe('not-found');
    expect(await asked(['payroll'])).toBe('forbidden');
  });
});

describe('the erasure of a person', () => {
  it('takes nobody out whom the one who erases may not take out', async () => {
    const context = await database.emptied();
    await settled(context);
    const { items } = await readPeople(context, { limit: 10, cursor: undefined, at: AT });
    const change = { roles: ['rep', 'admin'] as PersonRole[] };
    await changePerson(context, { id: items[0]?.id ?? '', change, at: AT });
    const refused = erasePerson({ ...context, roles: ['hr'] }, erasure);
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
    expect((await scanMarks(context, MARKS)).length).toBeGreaterThan(0);
  });

  it('leaves no mark in any column of any table, and every number as it was', async () => {
    const context = await database.emptied();
    await settled(context);
    const before = { numbers: await numbers(context), summary: await summary(context) };
    const others = (content: string) => content.split('\n').filter((line) => !line.includes(code));
    const file = await exportPeriod(context, { period: '2024-03', format: 'csv' });

    const done = await erasePerson({ ...context, actor: `hr ${MARKED.name}` }, erasure);
    expect(done).toMatchObject({ person: expect.stringMatching(/^rep_/), already: false });
    expect(await scanMarks(context, MARKS)).toEqual([]);

    expect(await numbers(context)).toEqual(before.numbers);
    expect(await summary(context)).toEqual(before.summary);
    expect(await verifyLedger(context, { checkpoint: await sealLedger(context) })).toMatchObject({
      fault: undefined,
    });
    const again = await exportPeriod(context, { period: '2024-03', format: 'csv' });
    const { rows, cash, points } = file;
    expect(again).toMatchObject({ rows, cash, points });
    expect(again.content.split('\n').filter((line) => !line.includes(done.person))).toEqual(
      others(file.content),
    );

    expect(await rebuild(context)).toMatchObject({ same: true, judged: { granted: 0, reversed: 0 } });
    expect(await settlePeriod(context, { period: '2024-03' })).toMatchObject({ granted: 0, reversed: 0 });
    expect(await numbers(context)).toMatchObject({ ...(before.numbers as object), seals: expect.anything() });
    for (const rep of ['A1', done.person, 'Z9'])
      expect(await verifyStatement(context, { rep, period: '2024-03' })).toMatchObject({ differences: [] });
    expect(await scanMarks(context, MARKS)).toEqual([]);

    const board = await readLeaderboard(context, {
      metric: 'sales',
      period: '2024-03',
      scope: 'company',
      limit: 10,
      at: AT,
    });
    expect(board.rows.map(({ rep }) => rep.name)).toEqual(['安安', ERASED_NAME, '朱九']);
    const [entry] = await rowsOf<{ details: unknown; subject: string; actor: string }>(
      context.store.db,
      sql`select actor, subject, details from audit where action = 'erase-personal-data'`,
    );
    expect(entry).toEqual({
      actor: `hr ${done.person}`,
      subject: done.person,
      details: { reason: erasure.reason, activities: 5, traces: 3 },
    });
  });

  it('is harmless when done again, under either name', async () => {
    const context = await database.emptied();
    await settled(context);
    const { person, erasedAt } = await erasePerson(context, erasure);
    const before = await numbers(context);
    for (const rep of [code, person])
      expect(await erasePerson(context, { ...erasure, rep })).toEqual({ person, erasedAt, already: true });
    expect(await numbers(context)).toEqual(before);
    await expect(erasePerson(context, { ...erasure, rep: 'nobody' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('takes nothing more of the person, and keeps nothing of what was refused', async () => {
    const context = await database.emptied();
    await settled(context);
    const { person } = await erasePerson(context, erasure);
    const [first] = HAPPENED;
    const more = await deliver(context, [first as object, { ...first, id: 'new' }]);
    expect(more.results).toMatchObject([
      { status: 'duplicate' },
      { status: 'rejected', faults: [{ code: 'erased-rep' }] },
    ]);
    expect(JSON.stringify(more)).not.toContain(code);
    const given = { name: MARKED.name, attributes: {} };
    await expect(saveRep(context, { code, at: AT, given })).rejects.toMatchObject({ code: 'conflict' });
    const file = new TextEncoder().encode(`code,name,team\n${code},${MARKED.name},all\nnew,新人,all\n`);
    const targets = new TextEncoder().encode(
      `subject,metric,period,tier,amount\n${code},sales,2024-04,base,1\n`,
    );
    const imported = await importFiles(context, {
      files: new Map([
        ['reps.csv', file],
        ['targets.csv', targets],
      ]),
    });
    expect(imported).toMatchObject({ rejected: 2, rows: 1 });
    expect(imported.rejects[0]).toMatchObject({ code: 'erased-rep', row: 2 });
    // Read before the erasure, and saved after it.
    await importData(context, {
      data: { ...masterData(), teams: [], outlets: [], targets: [], memberships: [] },
    });
    expect(await scanMarks(context, [MARKED.name, MARKED.phone, MARKED.employeeNo])).toEqual([]);
    expect(await exported(context, code).catch((error) => error.code)).toBe('not-found');
    expect(await exported(context, person).catch((error) => error.code)).toBe('not-found');
  });

  it('waits until the person has left, and until all that may be due is settled', async () => {
    const context = await database.emptied();
    await withPeople(context, '2024-05-02');
    const refused = () => expect(erasePerson(context, erasure)).rejects;
    await refused().toMatchObject({ code: 'state', message: expect.stringContaining('still employed') });
    await importData(context, { data: masterData() });
    await deliver(context, HAPPENED);
    await refused().toMatchObject({ code: 'state', message: expect.stringContaining('2024-03') });
    await settlePeriod(context, { period: '2024-03' });
    const named = personPlan(`${MARKED.name}的方案`).documents;
    await publishPlan(context, named);
    await refused().toMatchObject({ code: 'state', message: expect.stringContaining('plan in force') });
    await publishPlan(context, personPlan().documents);
    expect(await scanMarks(context, [MARKED.name])).not.toEqual([]);
    await erasePerson(context, erasure);
    expect(await scanMarks(context, MARKS)).toEqual([]);
  });

  it('is for HR and administrators', async () => {
    const context = await database.emptied();
    await withPeople(context);
    for (const role of ['rep', 'manager', 'payroll', 'auditor', 'integrator'] as const)
      await expect(async () =>
        erasePerson({ ...context, roles: [role], rep: code }, erasure),
      ).rejects.toMatchObject({
        code: 'forbidden',
      });
  });

  it('keeps the order by code, on which a cent depends, through several erasures', async () => {
    const context = await database.emptied();
    await settled(context);
    const before = await numbers(context);
    await erasePerson(context, erasure);
    const left = masterData().reps.map((rep) => ({ ...rep, leftOn: dayOfTest('2024-04-01') }));
    const people = { ...masterData(), teams: [], outlets: [], targets: [], memberships: [] };
    await importData(context, { data: { ...people, reps: left.filter((rep) => rep.code !== code) } });
    for (const rep of ['A1', 'Z9']) await erasePerson(context, { ...erasure, rep });
    expect(await settlePeriod(context, { period: '2024-03' })).toMatchObject({ granted: 0, reversed: 0 });
    expect(await rebuild(context)).toMatchObject({ same: true, judged: { granted: 0, reversed: 0 } });
    expect(await numbers(context)).toMatchObject({ ...(before as object), seals: expect.anything() });
  });

  it('goes through a door that leads to no figure', async () => {
    const context = await database.emptied();
    await settled(context);
    const [row] = await rowsOf<{ id: string; data: Record<string, unknown> }>(
      context.store.db,
      sql`select activity_id as id, data from activity where type = 'order.placed' limit 1`,
    );
    const through = (data: object) =>
      inTenant(context.store.db, context.tenant, (tx) =>
        tx.execute(
          sql`select laurel_erase_activities(${context.tenant}, ${JSON.stringify([
            { ...row, data, external_id: 'x', canonical_order: 'x', personal: false },
          ])}::jsonb)`,
        ),
      );
    const message = 'erasing may not change what an activity counts for';
    for (const data of [{ ...row?.data, amount: '1000' }, {}, { ...row?.data, more: 'x' }])
      await expect(through(data)).rejects.toMatchObject({ cause: expect.objectContaining({ message }) });
    // Of another tenant nothing is reached.
    await inTenant(context.store.db, 'another', (tx) =>
      tx.execute(sql`select laurel_erase_audit(${context.tenant}, (
        select jsonb_agg(jsonb_build_object('id', ${'x'}::text)))::jsonb)`),
    );
  });
});
