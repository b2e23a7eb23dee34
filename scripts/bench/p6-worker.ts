import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { buildBundle, wrangler } from '../worker/build-bundle.ts';
import { startWorker } from '../worker/start-worker.ts';
import type { Benchmark, Effort } from './benchmark.ts';
import { batchOf, people } from './ingest/deliveries.ts';
import { IDENTITY_KEY, TOKEN } from './ingest/node-service.ts';
import { ingestPlan, RULE_COUNT } from './ingest/plan.ts';
import { median } from './rounds.ts';

const SIZES = {
  full: { startups: 9, batches: 20, batch: 1_000 },
  quick: { startups: 1, batches: 1, batch: 20 },
} as const;

/** The Worker against the limits of Workers: its size, what starting costs, and an activity of a batch. */
export const p6Worker: Benchmark = {
  name: 'P6',
  runs: `the bundle that wrangler would deploy; starting it in workerd; batches of 1,000 in workerd under ${RULE_COUNT} rules`,
  run: async (effort, say) => {
    const bundle = await measureBundle();
    say(JSON.stringify(bundle));
    const startups = await measureStartups(effort);
    const rounds = await measureActivities(effort);
    return {
      figures: {
        bundleGzipKib: bundle.gzipKib,
        startupMs: median(startups),
        cpuMicrosPerActivity: median(rounds),
      },
      rounds: [{ startups }, { cpuMicrosPerActivity: rounds }],
      details: { ...SIZES[effort], ...bundle },
    };
  },
};

const measureBundle = async () => {
  const { code, packages } = await buildBundle();
  return { kib: code.length / 1024, gzipKib: gzipSync(code).length / 1024, packages };
};

type Profile = Readonly<{
  nodes: readonly Readonly<{ id: number; callFrame: Readonly<{ functionName: string }> }>[];
  samples: readonly number[];
  timeDeltas: readonly number[];
}>;

/** Milliseconds that workerd is not idle while it starts the Worker, as wrangler profiles it. */
const measureStartups = async (effort: Effort): Promise<number[]> => {
  const scratch = await mkdtemp(join(tmpdir(), 'laurel-startup-'));
  const path = join(scratch, 'startup.cpuprofile');
  const startups: number[] = [];
  for (let index = 0; index < SIZES[effort].startups; index += 1) {
    await wrangler('check', 'startup', '--outfile', path);
    const { nodes, samples, timeDeltas } = JSON.parse(await readFile(path, 'utf8')) as Profile;
    const idle = new Set(
      nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id),
    );
    const busy = samples.reduce((sum, id, at) => (idle.has(id) ? sum : sum + (timeDeltas[at] ?? 0)), 0);
    startups.push(busy / 1000);
  }
  await rm(scratch, { recursive: true, force: true });
  return startups;
};

/** Microseconds of processor time of workerd for one activity, everything included, batch by batch. */
const measureActivities = async (effort: Effort): Promise<number[]> => {
  const { batches, batch } = SIZES[effort];
  const server = await startPostgres();
  const database = await openDatabase({ url: server.url });
  const store = { db: database.db, identityKey: IDENTITY_KEY };
  const context = { tenant: 'main', actor: 'bench', roles: ['admin'], store } as const;
  await publishPlan(context, ingestPlan(true).documents);
  await importData(context, { data: people() });
  const tokens = [{ token: TOKEN, actor: 'bench', roles: ['admin' as const] }];
  const worker = await startWorker({
    databaseUrl: server.url,
    tokens,
    identityKey: IDENTITY_KEY,
    limits: 'people=1000000',
  });
  try {
    const rounds: number[] = [];
    for (let index = 0; index < batches * 2; index += 1) {
      const before = await processorMicros(worker.group);
      const response = await fetch(`${worker.address}/api/v1/activities`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify(batchOf({ round: 0, sender: index % 4, day: index }, batch)),
      });
      const { accepted } = (await response.json()) as { accepted?: number };
      if (accepted !== batch) throw new Error(`Only ${accepted} of ${batch} activities were accepted.`);
      // The first half warms up.
      if (index >= batches) rounds.push(((await processorMicros(worker.group)) - before) / batch);
    }
    return rounds;
  } finally {
    await worker.stop();
    await database.close();
    await server.stop();
  }
};

/** Ticks of the clock by which Linux counts processor time. */
const TICKS_PER_SECOND = 100;

/** Processor time of the workerd processes of a group so far. */
const processorMicros = async (group: number): Promise<number> => {
  let ticks = 0;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const [, name, rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(stat) ?? [];
    const fields = rest.split(' ');
    if (name !== 'workerd' || Number(fields[2]) !== group) continue;
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return (ticks * 1_000_000) / TICKS_PER_SECOND;
};
