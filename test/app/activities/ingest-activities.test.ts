import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ingestActivities } from '../../../src/app/activities/ingest-activities.ts';
import type { Context } from '../../../src/app/context.ts';
import { rebuild } from '../../../src/app/rebuild.ts';
import { readResults } from '../../../src/app/results/read-results.ts';
import { resultFiles } from '../../../src/app/results/result-files.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import type { ParsedActivity } from '../../../src/domain/activities/activity.ts';
import { rowsOf } from '../../../src/storage/database.ts';
import { rollupText } from '../../../src/storage/rollups.ts';
import { inTenant } from '../../../src/storage/tenant-transaction.ts';
import { seededShuffle } from '../../seeded-shuffle.ts';
import { testDatabase } from '../../test-database.ts';
import {
  ALL_RULES,
  activity,
  DISPLAY,
  FIRST_TWO,
  NEW_OUTLETS,
  ORDER_POINTS,
  smallPlan,
} from '../small-plan.ts';
import { correctionsUnder, withoutActivities } from './small-facts.ts';

const database = testDatabase();
const plan = smallPlan();
const visit = (id: string, rep: string, time: string, outlet: string, faces?: number) =>
  activity(plan, id, 'visit.completed', rep, time, { outlet, ...(faces !== undefined && { faces }) });
const order = (id: string, rep: string, time: string, amount: string) =>
  activity(plan, id, 'order.placed', rep, time, { amount });
const { voided, amended } = correctionsUnder(plan);

const start = (rules = ALL_RULES, context = database.tenant()): Promise<Context> =>
  withoutActivities(context, smallPlan(rules));
const ingest = (context: Context, ...activities: ParsedActivity[]) =>
  ingestActivities(context, { activities, judge: true });
const awards = async (context: Context, period = '2024-03'): Promise<string[]> => {
  const { awards, population } = await readResults(context, { period });
  return awards.flatMap((award) =>
    award.lines.map(
      (line) =>
        `${award.rule} ${population.reps.get(award.recipient)?.code} ${line.amountMinor} ${new Date(award.time).toISOString().slice(0, 10)}`,
    ),
  );
};
const rollups = (context: Context) =>
  inTenant(context.store.db, context.tenant, (tx) => rollupText(tx, context.tenant));

describe('a batch', () => {
  it('takes the good, knows the doubled, and refuses the contradicting and the strange one by one', async () => {
    const context = await start();
    await ingest(context, order('o1', 'ann', '2024-03-01', '10'));
    const { results } = await ingest(
      context,
      order('o1', 'ann', '2024-03-01', '10'),
      order('o1', 'ann', '2024-03-01', '11'),
      order('o2', 'nobody', '2024-03-01', '10'),
      order('o3', 'bo', '2024-03-01', '10'),
      order('o3', 'bo', '2024-03-01', '10'),
    );
    expect(results.map((result) => ('fault' in result ? result.fault.code : result.status))).toEqual([
      'duplicate',
      'conflict',
      'unknown-rep',
      'accepted',
      'duplicate',
    ]);
    expect(await rollups(context)).toHaveLength(2);
  });

  it('refuses an amendment that does not fit its original, and says where', async () => {
    const context = await start();
    await ingest(context, order('o1', 'ann', '2024-03-01', '10'));
    const { results } = await ingest(
      context,
      amended('a1', 'o1', '2024-03-02', { data: { amount: 'lots' } }),
    );
    expect(results[0]).toMatchObject({ status: 'rejected', fault: { code: 'not-a-number' } });
  });

  it('is refused to who may not send it', async () => {
    const context = { ...(await start()), roles: ['rep'] as const };
    expect(() => ingest(context, order('o1', 'ann', '2024-03-01', '10'))).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
  });
});

describe('gates and steps', () => {
  it('pay when everything is first true, and the difference when a higher step is reached', async () => {
    const context = await start([DISPLAY]);
    await ingest(context, visit('v25', 'ann', '2024-03-25T09:00', 'shop', 6));
    await ingest(context, visit('v20', 'ann', '2024-03-20T09:00', 'shop'));
    await ingest(context, visit('v05', 'ann', '2024-03-05T09:00', 'shop', 3));
    expect(await awards(context)).toEqual(['display ann 500 2024-03-20', 'display ann 500 2024-03-25']);
  });

  it('take back exactly what rested on a voided activity', async () => {
    const context = await start([DISPLAY]);
    await ingest(
      context,
      visit('v05', 'ann', '2024-03-05T09:00', 'shop', 3),
      visit('v20', 'ann', '2024-03-20T09:00', 'shop'),
      visit('v25', 'ann', '2024-03-25T09:00', 'shop', 6),
    );
    await ingest(context, voided('x', 'v25', '2024-03-26'));
    expect(await awards(context)).toEqual(['display ann 500 2024-03-20']);
    await ingest(context, voided('y', 'v05', '2024-03-27'));
    expect(await awards(context)).toEqual([]);
    const [sums] = await rowsOf<{ granted: number; reversed: number }>(
      context.store.db,
      sql`
      select count(*) filter (where kind = 'award')::int as granted, count(*) filter (where kind = 'reversal')::int as reversed
      from transfer where tenant_id = ${context.tenant}`,
    );
    expect(sums).toEqual({ granted: 2, reversed: 2 });
  });

  it('keep a daily cap in order of time, whatever came first', async () => {
    const context = await start([ORDER_POINTS]);
    await ingest(
      context,
      order('c', 'ann', '2024-03-01T12:00', '1'),
      order('d', 'ann', '2024-03-01T13:00', '1'),
    );
    await ingest(context, order('a', 'ann', '2024-03-01T08:00', '1'));
    const { awards: live } = await readResults(context, { period: '2024-03-01' });
    expect(
      live.map((award) => [new Date(award.time).toISOString().slice(11, 16), award.lines[0]?.amountMinor]),
    ).toEqual([
      ['00:00', 10n],
      ['04:00', 10n],
      ['05:00', 5n],
    ]);
  });
});

describe('an amendment', () => {
  it('counts the same whether it comes before or after its original, which keeps its outlet', async () => {
    const original = visit('v1', 'ann', '2024-03-05T09:00', 'shop', 1);
    const again = visit('v2', 'ann', '2024-03-06T09:00', 'shop');
    const better = amended('a1', 'v1', '2024-03-07', { data: { faces: '3' } });
    for (const order of [
      [original, again, better],
      [better, again, original],
      [original, better, again],
    ]) {
      const context = await start([DISPLAY]);
      for (const each of order)
        expect((await ingest(context, each)).results).toEqual([{ status: 'accepted' }]);
      expect(await awards(context)).toEqual(['display ann 500 2024-03-06']);
    }
  });
});

describe('the first of everybody', () => {
  it('is the next rep once the first visit is voided', async () => {
    const context = await start([NEW_OUTLETS]);
    await ingest(
      context,
      visit('v1', 'ann', '2024-03-05T09:00', 'shop'),
      visit('v2', 'bo', '2024-03-06T09:00', 'shop'),
    );
    await settlePeriod(context, { period: '2024-03' });
    expect(await awards(context)).toEqual(['new-outlets ann 5000 2024-03-31']);
    const { touched } = await ingest(context, voided('x', 'v1', '2024-03-07'));
    expect(touched.length).toBeGreaterThanOrEqual(2);
    await settlePeriod(context, { period: '2024-03' });
    expect(await awards(context)).toEqual(['new-outlets bo 5000 2024-03-31']);
  });
});

describe('what is scarce', () => {
  it('goes to who was recorded first, stays with them, and is free again after a void', async () => {
    const context = await start([FIRST_TWO]);
    await ingest(context, visit('v1', 'cy', '2024-03-09T09:00', 'x'));
    await ingest(context, visit('v2', 'bo', '2024-03-08T09:00', 'x'));
    await ingest(context, visit('v3', 'ann', '2024-03-01T09:00', 'x'));
    expect((await awards(context)).sort()).toEqual([
      'first-two bo 100 2024-03-08',
      'first-two cy 100 2024-03-09',
    ]);
    await ingest(context, voided('x', 'v1', '2024-03-10'));
    await ingest(context, visit('v4', 'ann', '2024-03-02T09:00', 'x'));
    expect((await awards(context)).sort()).toEqual([
      'first-two ann 100 2024-03-02',
      'first-two bo 100 2024-03-08',
    ]);
  });
});

describe('corrections', () => {
  const facts = [
    visit('v1', 'ann', '2024-03-05T09:00', 'shop', 3),
    visit('v2', 'bo', '2024-03-06T09:00', 'shop'),
    visit('v3', 'ann', '2024-03-20T09:00', 'shop', 6),
    order('o1', 'ann', '2024-03-07T10:00', '1000.25'),
    order('o2', 'bo', '2024-03-07T10:00', '20565.6206'),
    order('o3', 'cy', '2024-03-31T23:30', '7'),
    voided('x1', 'v1', '2024-03-21'),
    amended('x2', 'o2', '2024-03-22', { data: { amount: '500' } }),
    amended('x3', 'o2', '2024-03-23', { data: { amount: '600.5' }, subject: 'cy' }),
    amended('x4', 'o1', '2024-03-22', { data: { amount: '999' } }),
  ];
  const rules = ALL_RULES.filter((rule) => rule !== FIRST_TWO);

  const deliver = async (batches: readonly (readonly ParsedActivity[])[]) => {
    const context = await start(rules, await database.emptied());
    for (const batch of batches) await ingest(context, ...batch);
    await settlePeriod(context, { period: '2024-03' });
    const files = resultFiles(await readResults(context, { period: '2024-03' }));
    files.delete('explain.ndjson');
    return { context, rollups: await rollups(context), files };
  };

  it('give the same bytes in any order, batching and repetition of delivery', async () => {
    const once = await deliver([facts]);
    expect(once.files.get('statements.csv')).toBe(
      'rep,period,cash,points,lines\nann,2024-03,9.99,10,2\nbo,2024-03,50.00,0,1\ncy,2024-03,6.08,20,3\n',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.nat(1000)),
        fc.integer({ min: 1, max: 5 }),
        async (random, size) => {
          const times = facts.flatMap((fact) =>
            Array.from({ length: 1 + ((random.next().value ?? 0) % 3) }, () => fact),
          );
          const shuffled = times
            .map((fact) => ({ fact, at: random.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ fact }) => fact);
          const batches = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, index) =>
            shuffled.slice(index * size, (index + 1) * size),
          );
          const other = await deliver(batches);
          expect(other.files).toEqual(once.files);
          expect(other.rollups).toEqual(once.rollups);
        },
      ),
      { numRuns: 8, seed: Number(process.env.LAUREL_SEED) },
    );
  });

  it('leave rollups that a rebuild reproduces byte for byte', async () => {
    const { context, rollups: kept } = await deliver(seededShuffle(facts).map((fact) => [fact]));
    const rebuilt = await rebuild(context);
    expect(rebuilt).toMatchObject({ activities: 5, same: true, judged: { granted: 0, reversed: 0 } });
    expect(await rollups(context)).toEqual(kept);
  });
});
