import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { ingestActivities } from '../../src/app/activities/ingest-activities.ts';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { sealLedger } from '../../src/app/ledger/seal-ledger.ts';
import { verifyLedger } from '../../src/app/ledger/verify-ledger.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import { exportPeriod } from '../../src/app/results/export-period.ts';
import { readResults } from '../../src/app/results/read-results.ts';
import { resultFiles } from '../../src/app/results/result-files.ts';
import { settlePeriod } from '../../src/app/settlement/settle-period.ts';
import { rowsOf } from '../../src/storage/database.ts';
import { rollupText } from '../../src/storage/rollups.ts';
import { inTenant } from '../../src/storage/tenant-transaction.ts';
import { ConnectionLost, losingConnection } from '../failing-database.ts';
import { seededShuffle } from '../seeded-shuffle.ts';
import { testDatabase } from '../test-database.ts';
import { activity, smallData, smallPlan } from './small-plan.ts';

const database = testDatabase();
const plan = smallPlan();
const order = (id: string, rep: string, day: string, amount: string) =>
  activity(plan, id, 'order.placed', rep, `2024-03-${day}`, { amount });
const visit = (id: string, rep: string, day: string, faces: number) =>
  activity(plan, id, 'visit.completed', rep, `2024-03-${day}`, { outlet: 'shop', faces });
const FIRST = [
  visit('v1', 'ann', '05', 3),
  visit('v2', 'ann', '20', 6),
  visit('v3', 'bo', '06', 1),
  order('o1', 'ann', '07', '1000.25'),
  order('o2', 'bo', '07', '20565.6206'),
];
/** What changes what was told: a void, an amendment, and an order that comes late. */
const LATE = [
  activity(plan, 'x1', 'activity.voided', 'ann', '2024-03-21', { original: { source: 'test', id: 'v1' } }),
  activity(plan, 'x2', 'activity.amended', 'ann', '2024-03-22', {
    original: { source: 'test', id: 'o2' },
    data: { amount: '500' },
  }),
  order('o3', 'ann', '06', '7'),
];
const OTHER_PLAN = smallPlan(
  [...plan.documents.rules].map((rule) =>
    rule.code === 'commission' ? { ...rule, limits: [{ kind: 'amount', most: 9, window: 'month' }] } : rule,
  ) as never,
);
const PERIOD = { period: '2024-03' };

type Verb = Readonly<{ name: string; run(context: Context): Promise<unknown> }>;
const ingest =
  (activities: typeof FIRST): Verb['run'] =>
  (context) =>
    ingestActivities(context, { activities, judge: true });
/** A life of a store, verb by verb; each is one transaction, but for the export, which first reads. */
const LIFE: readonly Verb[] = [
  { name: 'publishing', run: (context) => publishPlan(context, plan.documents) },
  { name: 'ingest', run: ingest(FIRST) },
  { name: 'settlement', run: (context) => settlePeriod(context, PERIOD) },
  { name: 'sealing', run: sealLedger },
  { name: 'ingest of what corrects and comes late', run: ingest(LATE) },
  { name: 'settlement anew', run: (context) => settlePeriod(context, PERIOD) },
  { name: 'publishing another plan', run: (context) => publishPlan(context, OTHER_PLAN.documents) },
  { name: 'settlement under it', run: (context) => settlePeriod(context, PERIOD) },
  { name: 'rebuilding', run: rebuild },
  { name: 'export', run: (context) => exportPeriod(context, { ...PERIOD, format: 'json' }) },
  { name: 'sealing the rest', run: sealLedger },
];

/** Every row of every table, as one text. */
const storeText = async (context: Context): Promise<string> => {
  const tables = await rowsOf<{ name: string }>(
    context.store.db,
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const texts = tables.map(
    ({ name }) =>
      sql`select ${name} as name, coalesce(string_agg(t::text, E'\n' order by t::text), '') as rows
        from ${sql.identifier(name)} t`,
  );
  const rows = await rowsOf(context.store.db, sql.join(texts, sql` union all `));
  return JSON.stringify(rows);
};

/** What must be equal in the end: results, rollups, an export, and an intact ledger with nothing left to seal. */
const bytesOf = async (context: Context) => ({
  files: resultFiles(await readResults(context, PERIOD)),
  rollups: await inTenant(context.store.db, context.tenant, (tx) => rollupText(tx, context.tenant)),
  export: (await exportPeriod(context, { ...PERIOD, format: 'csv' })).sha256,
  ledger: await verifyLedger(context, { checkpoint: await sealLedger(context) }).then(
    ({ unsealed, fault }) => ({ unsealed, fault }),
  ),
});

/** Does something on a connection that is lost at a point. */
const attempt = async (context: Context, lostAt: number, run: Verb['run']) => {
  const { db, passed, commits } = losingConnection(context.store.db, lostAt);
  const lost = await run({ ...context, store: { ...context.store, db } }).then(
    () => false,
    (error: unknown) => {
      if (error instanceof ConnectionLost) return true;
      throw error;
    },
  );
  return { lost, passed, commits: commits() };
};

describe('a connection lost', () => {
  it('at any point of any verb leaves nothing half done, and the verb repeated gives the same bytes', async () => {
    const live = async (each: (context: Context, verb: Verb) => Promise<unknown>) => {
      const context = await database.emptied();
      await publishPlan(context, plan.documents);
      await importData(context, { data: smallData([]) });
      for (const verb of LIFE) await each(context, verb);
      return bytesOf(context);
    };
    const undisturbed = await live((context, { run }) => run(context));
    expect(undisturbed.ledger).toEqual({ unsealed: 0, fault: undefined });
    expect(undisturbed.files.get('statements.csv')).toContain('ann');

    const points = new Map<string, number>();
    const disturbed = await live(async (context, { name, run }) => {
      const before = await storeText(context);
      for (let point = 1; ; point += 1) {
        const { lost, commits } = await attempt(context, point, run);
        points.set(name, point);
        // What is committed is not done again by the next attempt, which would be another one.
        if (!lost || commits > 0) break;
        expect(await storeText(context), `${name}, point ${point}`).toBe(before);
      }
      await run(context);
    });
    expect(disturbed).toEqual(undisturbed);
    expect(points.get('ingest')).toBeGreaterThan(50);
    expect(points.get('settlement')).toBeGreaterThan(50);
  });

  it('during an import or an export leaves what was committed, and another one goes on from there', async () => {
    const facts = { data: smallData([...FIRST, ...LATE]) };
    const start = async () => {
      const context = await database.emptied();
      await publishPlan(context, plan.documents);
      return context;
    };
    const finish = async (context: Context) => {
      await importData(context, facts);
      await settlePeriod(context, PERIOD);
      return bytesOf(context);
    };
    const exported: Verb['run'] = (context) => exportPeriod(context, { ...PERIOD, format: 'json' });
    const undisturbed = await finish(await start());
    const { passed } = await attempt(await start(), Number.POSITIVE_INFINITY, (context) =>
      importData(context, facts),
    );
    // Between two statements of a transaction the rollback is always the same; its ends are tried all.
    const ends = passed.flatMap((point, index) => (point === 'statement' ? [] : [index + 1]));
    const between = seededShuffle(passed.map((_, index) => index + 1)).slice(0, 6);
    expect(ends).toHaveLength(12);
    for (const point of [...ends, ...between]) {
      const context = await start();
      expect(await attempt(context, point, (lost) => importData(lost, facts))).toMatchObject({ lost: true });
      expect(await finish(context), `point ${point}`).toEqual(undisturbed);
      for (let each = 1; (await attempt(context, each, exported)).lost; each += 9);
      expect(await bytesOf(context)).toEqual(undisturbed);
    }
  });
});
