import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { readData } from '../../src/app/import/read-data.ts';
import { verifyLedger } from '../../src/app/ledger/verify-ledger.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { readPlan } from '../../src/app/plan/read-plan.ts';
import { exportPeriod } from '../../src/app/results/export-period.ts';
import { readResults } from '../../src/app/results/read-results.ts';
import { resultFiles } from '../../src/app/results/result-files.ts';
import { settlePeriod } from '../../src/app/settlement/settle-period.ts';
import { checkpointFile, lastCheckpoint } from '../../src/node/checkpoints.ts';
import { dataDirectory, planDirectory, writeFiles } from '../../src/node/directories.ts';
import { openStore } from '../../src/node/open-store.ts';
import { rollupText } from '../../src/storage/rollups.ts';
import { inTenant } from '../../src/storage/tenant-transaction.ts';
import { demo } from '../app/demo/demo-import.ts';
import { planFolder } from '../read-plan-folder.ts';
import { seededShuffle } from '../seeded-shuffle.ts';
import { testDatabase } from '../test-database.ts';
import { messagesSent } from './dying-process.ts';
import { killedLaurel, type Moment } from './killed-laurel.ts';
import { laurel } from './laurel.ts';

const database = testDatabase();
const KEY = 'f'.repeat(64);
const PERIOD = '2026-10';
/** Activities of one transaction. */
const BATCH = 3_000;
const PLAN = planFolder('demo');

let scratch: string;
let data: string;
let directory: string;
/** Messages that an undisturbed import and settlement send to the database. */
const sent = { import: 0, settle: 0 };
let undisturbed: Awaited<ReturnType<typeof bytesOf>>;

/** What must be the same in the end, but for the ledger's history. */
const bytesOf = async (context: Context) => ({
  files: resultFiles(await readResults(context, { period: PERIOD })),
  export: (await exportPeriod(context, { period: PERIOD, format: 'csv' })).content,
  rollups: await inTenant(context.store.db, context.tenant, (tx) => rollupText(tx, context.tenant)),
});

/** Changes of the database's log that are seen, of some 600 an import makes; a busy machine tells of fewer. */
const CHANGES = 30;

/** What the command line does, in memory and without a break. */
const live = async () => {
  const emptied = await database.emptied();
  const context: Context = { ...emptied, tenant: 'main', store: { ...emptied.store, identityKey: KEY } };
  const { documents } = readPlan(await planDirectory(PLAN));
  const before = messagesSent();
  await publishPlan(context, documents);
  const imported = await importData(context, {
    data: await readData(documents, await dataDirectory(data)),
    batch: BATCH,
  });
  expect(imported).toMatchObject({ duplicates: 0, rejects: [] });
  // More than one transaction of activities, so that a process can die between two.
  expect(imported.accepted).toBeGreaterThan(BATCH);
  const between = messagesSent();
  await settlePeriod(context, { period: PERIOD });
  sent.import = between - before;
  sent.settle = messagesSent() - between;
  return bytesOf(context);
};

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'laurel-kill-'));
  data = join(scratch, 'data');
  directory = join(scratch, 'store');
  await writeFiles(data, demo(7, '2026-10-27'));
  await writeFiles(directory, new Map([['identity.key', KEY]]));
  // Loading the image of an empty store is quicker than making one.
  const image = new Blob([new Uint8Array(await readFile(inject('databaseImage')))]);
  await (await PGlite.create({ dataDir: join(directory, 'pg'), loadDataDir: image })).close();
  undisturbed = await live();
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Kills a command at some moments, one after the other, and then lets it come to its end. */
const survive = async (moments: readonly Moment[], ...args: readonly string[]): Promise<void> => {
  for (const moment of moments) {
    const { signal, code, pid } = await killedLaurel(moment, ...args, '--data-dir', directory);
    expect({ signal, code, moment }).toEqual({ signal: 'SIGKILL', code: null, moment });
    // The dead process still has the lock, which keeps nobody out.
    expect(await readFile(join(directory, 'laurel.lock'), 'utf8')).toBe(`${pid}\n`);
  }
  expect(await laurel(...args, '--data-dir', directory)).toMatchObject({ code: 0, stderr: '' });
};

/** A number from 1 to a most, drawn by the seed of the run. */
const drawn = (most: number): number =>
  seededShuffle(Array.from({ length: most }, (_, index) => index + 1))[0] ?? 1;

it('an import and a settlement killed again and again end with the bytes of undisturbed ones', {
  timeout: 300_000,
}, async () => {
  await survive(
    [
      // While the embedded database writes, anywhere within a statement.
      { change: drawn(CHANGES), in: join(directory, 'pg', 'pg_wal') },
      { message: drawn(sent.import) },
      { progress: `importing ${BATCH} of` },
    ],
    ...['import', '--data', data, '--plan', PLAN, '--batch', `${BATCH}`],
  );
  await survive(
    [{ progress: 'settling' }, { message: drawn(sent.settle) }],
    ...['settle', '--period', PERIOD],
  );

  const store = await openStore({ dataDir: directory });
  const checkpoint = await lastCheckpoint(checkpointFile(directory), store.context.tenant);
  const bytes = await bytesOf(store.context);
  const ledger = await verifyLedger(store.context, { checkpoint });
  await store.close();
  expect(ledger).toMatchObject({ chain: { intact: true }, unsealed: 0, fault: undefined });
  expect(checkpoint?.sequence).toBeGreaterThan(5_000);
  expect(bytes).toEqual(undisturbed);
});
