import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ingestActivities } from '../../../src/app/activities/ingest-activities.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { rebuild } from '../../../src/app/rebuild.ts';
import type { ParsedActivity } from '../../../src/domain/activities/activity.ts';
import { liveAwards } from '../../../src/storage/awards.ts';
import { inTenant } from '../../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, DISPLAY, NEW_OUTLETS, ORDER_POINTS, smallData, smallPlan } from '../small-plan.ts';

const database = testDatabase();

const rule = (code: string, rest: Record<string, unknown>) => ({
  code,
  name: { zh: code, en: code },
  category: 'process',
  subject: 'rep',
  ...rest,
});
const reaches = (metric: string, window: string, value: number) => ({
  fact: 'metric',
  params: { metric, window },
  operator: 'greaterThanInclusive',
  value,
});

/** Rules whose outcomes on a day depend on what was granted or counted long before it. */
const LOOKING_BACK = [
  DISPLAY,
  ORDER_POINTS,
  NEW_OUTLETS,
  rule('veteran', {
    triggers: [{ activity: 'visit.completed' }, { activity: 'order.placed' }],
    window: 'lifetime',
    steps: [
      {
        code: 'new',
        conditions: reaches('new-outlets', 'lifetime', 2),
        rewards: [{ kind: 'points', amount: 1 }],
      },
      {
        code: 'seen',
        conditions: { all: [reaches('outlets', 'lifetime', 2), reaches('outlets', 'month', 1)] },
        rewards: [{ kind: 'points', amount: 5 }],
      },
      {
        code: 'sold',
        conditions: reaches('sales', 'lifetime', 300),
        rewards: [{ kind: 'points', amount: 9 }],
      },
    ],
  }),
  rule('scarce', {
    triggers: [{ activity: 'visit.completed' }],
    per: ['activity'],
    rewards: [{ kind: 'points', amount: 3 }],
    limits: [
      { kind: 'count', most: 2, window: 'month', per: 'outlet' },
      { kind: 'cool-down', days: 3 },
      { kind: 'amount', most: 12, window: 'lifetime' },
    ],
  }),
  rule('encore', {
    triggers: [{ activity: 'visit.completed' }],
    window: 'month',
    conditions: {
      fact: 'awards',
      params: { rule: 'scarce', window: 'lifetime' },
      operator: 'greaterThanInclusive',
      value: 2,
    },
    rewards: [{ kind: 'points', amount: 7 }],
  }),
];
const plan = smallPlan(LOOKING_BACK);

const day = fc
  .integer({ min: 0, max: 75 })
  .map((days) => new Date(Date.UTC(2024, 0, 20 + days)).toISOString().slice(0, 10));
const rep = fc.constantFrom('ann', 'ann', 'bo');
const said = fc.oneof(
  fc.record({
    type: fc.constant('visit.completed'),
    outlet: fc.constantFrom('shop', 'kiosk', 'bar'),
    faces: fc.constantFrom(3, 6),
  }),
  fc.record({ type: fc.constant('order.placed'), amount: fc.constantFrom('60', '150.5') }),
);
const facts = fc
  .array(fc.record({ day, rep, said, voided: fc.boolean(), minute: fc.integer({ min: 10, max: 12 }) }), {
    minLength: 4,
    maxLength: 14,
  })
  .map((list) =>
    list.flatMap(({ day, rep, said: { type, ...data }, voided, minute }, index): ParsedActivity[] => {
      const original = activity(plan, `a${index}`, type, rep, `${day}T09:${minute}`, data);
      const takesBack = { original: { source: 'test', id: `a${index}` } };
      return voided && index % 3 === 0
        ? [original, activity(plan, `x${index}`, 'activity.voided', 'ann', `${day}T20:00`, takesBack)]
        : [original];
    }),
  );

describe('awards that stand before what a batch touches', () => {
  it('leave what judging everything from the first day on comes to', async () => {
    await fc.assert(
      fc.asyncProperty(
        facts,
        fc.infiniteStream(fc.nat(1000)),
        fc.integer({ min: 1, max: 3 }),
        async (all, picks, size) => {
          const deliver = async (batches: readonly (readonly ParsedActivity[])[]) => {
            const context = await database.emptied();
            await publishPlan(context, plan.documents);
            await importData(context, { data: smallData([]) });
            for (const activities of batches) await ingestActivities(context, { activities, judge: true });
            return context;
          };
          const shuffled = all
            .map((fact) => ({ fact, at: picks.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ fact }) => fact);
          const context = await deliver(
            Array.from({ length: Math.ceil(shuffled.length / size) }, (_, index) =>
              shuffled.slice(index * size, (index + 1) * size),
            ),
          );
          const awards = async () =>
            (
              await inTenant(context.store.db, context.tenant, (tx) =>
                liveAwards(tx, context.tenant, sql`true`),
              )
            ).map(({ award, contentHash }) => `${award} ${contentHash}`);
          const kept = await awards();
          expect(await rebuild(context)).toMatchObject({ same: true, judged: { granted: 0, reversed: 0 } });
          await deliver([all]);
          expect(await awards()).toEqual(kept);
        },
      ),
      { numRuns: 8, seed: Number(process.env.LAUREL_SEED) },
    );
  });

  it('are what a plan says that was published afterwards and counts alike', async () => {
    const visits = ['05', '06', '10', '20'].map((day) =>
      activity(plan, `v${day}`, 'visit.completed', 'ann', `2024-03-${day}T09:00`, { outlet: `shop-${day}` }),
    );
    const generous = smallPlan(
      LOOKING_BACK.map((each) => (each.code === 'scarce' ? { ...each, limits: [] } : each)),
    );
    const after = async (...plans: readonly (typeof plan)[]) => {
      const context = await database.emptied();
      const [first = plan, ...later] = plans;
      await publishPlan(context, first.documents);
      await importData(context, { data: smallData(visits) });
      for (const { documents } of later) await publishPlan(context, documents);
      const awards = await inTenant(context.store.db, context.tenant, (tx) =>
        liveAwards(tx, context.tenant, sql`true`),
      );
      return awards.map(({ award, contentHash }) => `${award} ${contentHash}`);
    };
    const directly = await after(generous);
    expect(await after(plan)).not.toEqual(directly);
    expect(await after(plan, generous)).toEqual(directly);
  });

  it('count an outlet once, however often it was visited on its first day', async () => {
    const context = await database.emptied();
    await publishPlan(context, plan.documents);
    await importData(context, { data: smallData([]) });
    const visit = (id: string, time: string) =>
      activity(plan, id, 'visit.completed', 'ann', time, { outlet: 'shop' });
    const ingest = (...activities: ParsedActivity[]) =>
      ingestActivities(context, { activities, judge: true });
    await ingest(visit('v1', '2024-03-05T09:00'), visit('v2', '2024-03-05T15:00'));
    await ingest(visit('v3', '2024-03-20T09:00'));
    const awards = await inTenant(context.store.db, context.tenant, (tx) =>
      liveAwards(tx, context.tenant, sql`a.rule_code = 'veteran'`),
    );
    expect(awards).toEqual([]);
  });
});
