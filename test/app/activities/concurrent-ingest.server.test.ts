import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { ingestActivities } from '../../../src/app/activities/ingest-activities.ts';
import type { Context } from '../../../src/app/context.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { sealLedger } from '../../../src/app/ledger/seal-ledger.ts';
import { verifyLedger } from '../../../src/app/ledger/verify-ledger.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import type { ReadPlan } from '../../../src/app/plan/read-plan.ts';
import { rebuild } from '../../../src/app/rebuild.ts';
import { readResults } from '../../../src/app/results/read-results.ts';
import { resultFiles } from '../../../src/app/results/result-files.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import type { ImportedData } from '../../../src/app/tabular/imported-data.ts';
import type { ParsedActivity } from '../../../src/domain/activities/activity.ts';
import { rowsOf } from '../../../src/storage/database.ts';
import { rollupText } from '../../../src/storage/rollups.ts';
import { inTenant } from '../../../src/storage/tenant-transaction.ts';
import { readPlanFolder } from '../../read-plan-folder.ts';
import { seededShuffle } from '../../seeded-shuffle.ts';
import { testDatabase } from '../../test-database.ts';
import { demo, importDemo } from '../demo/demo-import.ts';
import {
  ALL_RULES,
  activity,
  COMMISSION,
  DISPLAY,
  FIRST_TWO,
  NEW_OUTLETS,
  ORDER_POINTS,
  smallData,
  smallPlan,
} from '../small-plan.ts';

const database = testDatabase();
const plan = smallPlan();
const CONNECTIONS = 4;

const inBatches = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/** Every activity in two batches of two senders, each sender in an order of its own. */
const overlapping = (activities: readonly ParsedActivity[], size: number): ParsedActivity[][][] =>
  Array.from({ length: CONNECTIONS }, (_, sender) =>
    inBatches(
      seededShuffle(
        activities.filter((_, index) => [sender, (sender + 1) % CONNECTIONS].includes(index % CONNECTIONS)),
      ),
      size,
    ),
  );

/** All senders at once, each its batches one after the other. */
const send = async (context: Context, senders: readonly ParsedActivity[][][]) => {
  const results = await Promise.all(
    senders.map(async (batches) => {
      const own = [];
      for (const activities of batches)
        own.push(...(await ingestActivities(context, { activities, judge: true })).results);
      return own;
    }),
  );
  return results.flat();
};

const start = async (rules: readonly Record<string, unknown>[], context: Context): Promise<Context> => {
  await publishPlan(context, smallPlan(rules).documents);
  // Outlets that are listed, for the first to name an unlisted one lets all others wait.
  const outlets = Array.from({ length: 11 }, (_, index) => `shop-${index}`);
  await importData(context, {
    data: { ...smallData([]), outlets: outlets.map((code) => ({ code, name: code, attributes: {} })) },
  });
  return context;
};

/** What must be the same whatever the order: the files of the period and the rollups, and a ledger that is intact. */
const outcome = async (context: Context, period: string) => {
  await settlePeriod(context, { period });
  await sealLedger(context);
  expect(await verifyLedger(context, { checkpoint: undefined })).toMatchObject({ fault: undefined });
  const files = resultFiles(await readResults(context, { period }));
  files.delete('explain.ndjson');
  const rollups = await inTenant(context.store.db, context.tenant, (tx) => rollupText(tx, context.tenant));
  return { files, rollups };
};

const visit = (id: string, rep: string, time: string, outlet: string, faces?: number) =>
  activity(plan, id, 'visit.completed', rep, time, { outlet, ...(faces !== undefined && { faces }) });

const REPS = ['ann', 'bo', 'cy'] as const;
const day = (index: number) => `2024-03-${String(1 + (index % 28)).padStart(2, '0')}`;

/** A month of three reps who visit the same outlets, with corrections of what may come later. */
const FACTS: readonly ParsedActivity[] = Array.from({ length: 40 }, (_, index) => {
  const rep = REPS[index % 3] ?? 'ann';
  const time = `${day(index * 7)}T${String(8 + (index % 10)).padStart(2, '0')}:00`;
  return [
    visit(`v${index}`, rep, time, `shop-${index % 11}`, 1 + (index % 7)),
    activity(plan, `o${index}`, 'order.placed', rep, time, { amount: `${index}.25` }),
    ...(index % 9 === 0
      ? [
          activity(plan, `x${index}`, 'activity.voided', 'ann', '2024-03-29', {
            original: { source: 'test', id: `v${index}` },
          }),
        ]
      : []),
    ...(index % 10 === 0
      ? [
          activity(plan, `m${index}`, 'activity.amended', 'bo', '2024-03-30', {
            original: { source: 'test', id: `o${index}` },
            data: { amount: '7' },
            subject: 'cy',
          }),
          activity(plan, `n${index}`, 'activity.amended', 'cy', '2024-03-30', {
            original: { source: 'test', id: `v${index}` },
            data: { outlet: `shop-${(index + 1) % 11}` },
          }),
        ]
      : []),
  ];
}).flat();

describe('several connections that send the same activities', () => {
  it.each([2, 7])('in batches of %i come to the bytes of one that sends them in order', async (size) => {
    const rules = ALL_RULES.filter((rule) => rule !== FIRST_TWO);
    const alone = await start(rules, await database.emptied());
    await ingestActivities(alone, { activities: FACTS, judge: true });
    const expected = await outcome(alone, '2024-03');

    const context = await start(rules, await database.emptied());
    const results = await send(context, overlapping(FACTS, size));
    const statuses = Map.groupBy(results, ({ status }) => status);
    expect(statuses.get('accepted')).toHaveLength(FACTS.length);
    expect(statuses.get('duplicate')).toHaveLength(FACTS.length);
    const found = await outcome(context, '2024-03');
    expect(found.rollups).toEqual(expected.rollups);
    expect(found.files).toEqual(expected.files);
    expect(await rebuild(context)).toMatchObject({ same: true, judged: { granted: 0, reversed: 0 } });
  });

  it('under one id with different contents: one stands, the others are conflicts', async () => {
    const context = await start([ORDER_POINTS], database.tenant());
    const said = (rep: string, index: number) =>
      activity(plan, `same-${index}`, 'order.placed', rep, '2024-03-01', { amount: '1' });
    const results = await send(
      context,
      REPS.map((rep) => [seededShuffle(Array.from({ length: 20 }, (_, index) => said(rep, index)))]),
    );
    const statuses = Map.groupBy(results, ({ status }) => status);
    expect(statuses.get('accepted')).toHaveLength(20);
    expect(statuses.get('conflict')).toHaveLength(40);
    expect((await readResults(context, { period: '2024-03' })).awards.length).toBeGreaterThan(0);
    expect(await rebuild(context)).toMatchObject({ same: true, judged: { granted: 0, reversed: 0 } });
  });
});

describe('an original and its correction that come at once', () => {
  it('on two connections are both heeded, whichever is first', async () => {
    const context = await start([DISPLAY, ORDER_POINTS], database.tenant());
    await Promise.all(
      Array.from({ length: 25 }, (_, index) => [
        activity(plan, `o${index}`, 'order.placed', 'ann', '2024-03-01', { amount: '1' }),
        activity(plan, `x${index}`, 'activity.voided', 'bo', '2024-03-02', {
          original: { source: 'test', id: `o${index}` },
        }),
      ])
        .flat()
        .map((each) => ingestActivities(context, { activities: [each], judge: true })),
    );
    expect((await readResults(context, { period: '2024-03' })).awards).toEqual([]);
    expect(await rebuild(context)).toMatchObject({ same: true, judged: { granted: 0, reversed: 0 } });
  });
});

describe('what is scarce', () => {
  it('is never given to more than there is, however many ask at once', async () => {
    const context = await start([FIRST_TWO], database.tenant());
    const visits = Array.from({ length: 30 }, (_, index) =>
      visit(`v${index}`, REPS[index % 3] ?? 'ann', day(index), `shop-${index % 5}`),
    );
    await Promise.all(
      seededShuffle(visits).map((each) => ingestActivities(context, { activities: [each], judge: true })),
    );
    const { awards } = await readResults(context, { period: '2024-03' });
    expect(awards).toHaveLength(2);
    const [sums] = await rowsOf<{ transfers: number; recipients: number }>(
      context.store.db,
      sql`select count(*)::int as transfers, count(distinct to_account)::int as recipients from transfer
        where tenant_id = ${context.tenant}`,
    );
    expect(sums).toEqual({ transfers: 2, recipients: 2 });
  });

  it('within the cap of a rep and month goes to the first in time, though other days come at once', async () => {
    const monthly = { ...ORDER_POINTS, limits: [{ kind: 'amount', most: 25, window: 'month' }] };
    const context = await start([monthly], database.tenant());
    const orders = Array.from({ length: 28 }, (_, index) =>
      activity(plan, `o${index}`, 'order.placed', 'ann', day(index), { amount: '1' }),
    );
    await Promise.all(
      seededShuffle(orders).map((each) => ingestActivities(context, { activities: [each], judge: true })),
    );
    const { awards } = await readResults(context, { period: '2024-03' });
    expect(awards.map((award) => [award.day, award.lines[0]?.amountMinor])).toEqual([
      ['2024-03-01', 10n],
      ['2024-03-02', 10n],
      ['2024-03-03', 5n],
    ]);
  });

  it('goes to the true first of everybody, though all come at once', async () => {
    const context = await start([NEW_OUTLETS], database.tenant());
    const visits = Array.from({ length: 40 }, (_, index) =>
      visit(`v${index}`, REPS[(index * 5) % 3] ?? 'ann', day(27 - (index % 28)), `shop-${index % 4}`),
    );
    await send(context, overlapping(visits, 2));
    await settlePeriod(context, { period: '2024-03' });
    expect(await rebuild(context)).toMatchObject({ same: true });
    await settlePeriod(context, { period: '2024-03' });
    const { awards } = await readResults(context, { period: '2024-03' });
    expect(awards.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.amountMinor, 0n)).toBe(
      20000n,
    );
  });
});

describe('a rep whose first visit another takes away', () => {
  it('while her orders come is judged on both', async () => {
    const pioneer = {
      ...ORDER_POINTS,
      code: 'pioneer',
      conditions: {
        fact: 'metric',
        params: { metric: 'new-outlets', window: 'month' },
        operator: 'greaterThanInclusive',
        value: 1,
      },
      limits: [],
    };
    const context = await start([pioneer], database.tenant());
    const months = Array.from({ length: 11 }, (_, index) => `2024-${String(index + 1).padStart(2, '0')}`);
    await ingestActivities(context, {
      activities: months.map((month, index) => visit(`a${index}`, 'ann', `${month}-10`, `shop-${index}`)),
      judge: true,
    });
    const pairs = months.flatMap((month, index) => [
      activity(plan, `o${index}`, 'order.placed', 'ann', `${month}-11`, { amount: '1' }),
      visit(`b${index}`, 'bo', `${month}-05`, `shop-${index}`),
    ]);
    await Promise.all(pairs.map((each) => ingestActivities(context, { activities: [each], judge: true })));
    expect((await readResults(context, { period: '2024' })).awards).toEqual([]);
    expect(await rebuild(context)).toMatchObject({ same: true, judged: { granted: 0, reversed: 0 } });
  });
});

describe('reps who have visited the same outlet', () => {
  it('do not get into each other’s way when both send something else of that day', async () => {
    const monthly = { ...ORDER_POINTS, limits: [{ kind: 'amount', most: 95, window: 'month' }] };
    const context = await start([monthly], database.tenant());
    await ingestActivities(context, {
      activities: REPS.map((rep) => visit(`v-${rep}`, rep, '2024-03-05', 'shop-1')),
      judge: true,
    });
    const each = Array.from({ length: 36 }, (_, index) => {
      const rep = REPS[index % 3] ?? 'ann';
      return index % 12 === 0
        ? visit(`w${index}`, rep, '2024-03-05', `shop-${index}`)
        : activity(plan, `o${index}`, 'order.placed', rep, '2024-03-05', { amount: '1' });
    });
    await Promise.all(
      seededShuffle(each).map((one) => ingestActivities(context, { activities: [one], judge: true })),
    );
    const { awards } = await readResults(context, { period: '2024-03' });
    expect(awards.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.amountMinor, 0n)).toBe(280n);
    expect(await rebuild(context)).toMatchObject({ same: true, judged: { granted: 0, reversed: 0 } });
  });
});

describe('several sealers', () => {
  it('come to one chain', async () => {
    const context = await start([ORDER_POINTS], database.tenant());
    const orders = Array.from({ length: 28 }, (_, index) =>
      activity(plan, `o${index}`, 'order.placed', 'ann', day(index), { amount: '1' }),
    );
    await ingestActivities(context, { activities: orders, judge: true });
    // Each award has a revision and a transfer to seal. Connections take longer to open than a seal takes.
    await Promise.all([1, 2, 3, 4, 5, 6].map(() => context.store.db.execute(sql`select pg_sleep(0.02)`)));
    const checkpoints = await Promise.all([1, 2, 3, 4, 5, 6].map(() => sealLedger(context)));
    expect(checkpoints.map((checkpoint) => checkpoint?.sequence)).toEqual(Array(6).fill(2 * orders.length));
    expect(new Set(checkpoints.map((checkpoint) => checkpoint?.seal)).size).toBe(1);
    expect(await verifyLedger(context, { checkpoint: checkpoints[0] })).toMatchObject({
      fault: undefined,
      unsealed: 0,
    });
  });
});

describe('what changes for everybody while activities come', () => {
  it('as a plan, master data, a settlement, a rebuild and seals, leaves what a rebuild finds too', async () => {
    const context = await start(ALL_RULES, database.tenant());
    const doubled = { ...ORDER_POINTS, rewards: [{ kind: 'points', amount: 20 }] };
    const verbs = [
      () => sealLedger(context),
      () => importData(context, { data: moved('2024-03-10') }),
      () => publishPlan(context, smallPlan([doubled, DISPLAY, FIRST_TWO]).documents),
      () => settlePeriod(context, { period: '2024-03' }),
      () => sealLedger(context),
      () => importData(context, { data: moved('2024-03-20') }),
      () => rebuild(context),
      () => publishPlan(context, smallPlan([ORDER_POINTS, COMMISSION, NEW_OUTLETS, FIRST_TWO]).documents),
    ];
    let sending = true;
    /** One verb after the other for as long as activities come, each time round from the same place. */
    const disturb = async (first: number) => {
      for (let each = first; sending; each += 1) await verbs[each % verbs.length]?.();
    };
    const [results] = await Promise.all([
      send(context, overlapping(FACTS, 2)).finally(() => {
        sending = false;
      }),
      disturb(0),
      disturb(4),
    ]);
    expect(results.filter(({ status }) => status === 'accepted')).toHaveLength(FACTS.length);
    expect(await rebuild(context)).toMatchObject({ same: true, judged: { granted: 0, reversed: 0 } });
    await sealLedger(context);
    expect(await verifyLedger(context, { checkpoint: undefined })).toMatchObject({
      fault: undefined,
      unsealed: 0,
    });
  });

  const moved = (from: string): ImportedData => ({
    ...smallData([]),
    memberships: [
      { rep: 'ann', team: 'east', to: from },
      { rep: 'ann', team: 'west', from },
    ] as unknown as ImportedData['memberships'],
  });
});

describe('the demo distributor', () => {
  let documents: ReadPlan['documents'];
  let data: ImportedData;
  beforeAll(async () => {
    const plan = (await readPlanFolder('demo')).documents;
    // What is decided as recorded depends on the order of recording.
    documents = { ...plan, rules: plan.rules.filter((rule) => rule.contention === 'as-occurred') };
    expect(documents.rules.length).toBeGreaterThan(plan.rules.length / 2);
    data = await importDemo(demo(3, '2026-11-03'));
  });

  it('sent by four connections in overlapping batches comes to the bytes of one import', async () => {
    const whole = await database.emptied();
    await publishPlan(whole, documents);
    await importData(whole, { data });
    const expected = await outcome(whole, '2026-11');

    const context = await database.emptied();
    await publishPlan(context, documents);
    await importData(context, { data: { ...data, activities: [] } });
    const activities = data.activities.map((each) => each.activity);
    await send(context, overlapping(activities, 80));
    const found = await outcome(context, '2026-11');
    expect(found.rollups).toEqual(expected.rollups);
    expect(found.files).toEqual(expected.files);
  });
});
