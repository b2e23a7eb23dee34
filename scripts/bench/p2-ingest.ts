import postgres from 'postgres';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { type Benchmark, type Effort, MissingComponent, type Result } from './benchmark.ts';
import { batchOf, people, SENDERS } from './ingest/deliveries.ts';
import { capture, type Shape, shapeOf, writeAgain } from './ingest/floor.ts';
import { IDENTITY_KEY, startNodeService, TOKEN } from './ingest/node-service.ts';
import { ingestPlan, RULE_COUNT } from './ingest/plan.ts';
import { median, percentile } from './rounds.ts';

const SIZES = {
  full: { rounds: 5, days: 12, batch: 1_000, singles: 300 },
  quick: { rounds: 1, days: 1, batch: 50, singles: 5 },
} as const;

type Sizes = (typeof SIZES)[Effort];
type Bench = Readonly<{ url: string; sql: postgres.Sql; context: Context; shape: Shape }>;

/** Taking activities over HTTP, beside a bare program that writes the very same rows. */
export const p2Ingest: Benchmark = {
  name: 'P2',
  runs: `batches of 1,000 over HTTP on ${SENDERS} connections into a PostgreSQL server, five metrics, ${RULE_COUNT} instant rules`,
  run: async (effort, say) => {
    const server = await startPostgres({ durable: true }).catch((cause: unknown) => {
      throw new MissingComponent('A PostgreSQL server', 'apt-get install postgresql-15', cause);
    });
    const database = await openDatabase({ url: server.url });
    const sql = postgres(server.url, { max: 2, onnotice: () => {} });
    // Statistics are gathered before each round; a worker that begins in the midst of one would be measured with it.
    await sql`alter system set autovacuum = off`;
    await sql`select pg_reload_conf()`;
    const store = { db: database.db, identityKey: IDENTITY_KEY };
    const context: Context = { tenant: 'main', actor: 'bench', roles: ['admin'], store };
    const bench = { url: server.url, sql, context, shape: await shapeOf(sql) };
    try {
      return await measure(bench, SIZES[effort], say);
    } finally {
      await sql.end();
      await database.close();
      await server.stop();
    }
  },
};

const measure = async (bench: Bench, sizes: Sizes, say: (line: string) => void): Promise<Result> => {
  await publishPlan(bench.context, ingestPlan(true).documents);
  await importData(bench.context, { data: people() });
  const service = await startNodeService(bench.url);
  try {
    const rounds = [];
    // The first round compiles and warms up, on both sides, and is not counted.
    for (let index = 0; index <= sizes.rounds; index += 1) {
      const round = await measureRound(bench, service.address, index, sizes);
      say(JSON.stringify(round));
      if (index > 0 || sizes.rounds === 1) rounds.push(round);
    }
    await publishPlan(bench.context, ingestPlan(false).documents);
    const withoutRules = [];
    for (let index = 0; index <= sizes.rounds; index += 1)
      withoutRules.push(await measureRound(bench, service.address, sizes.rounds + 1 + index, sizes));
    const single = await measureSingles(bench, service.address, sizes);
    return {
      figures: {
        shareOfFloor: median(rounds.map(({ share }) => share)),
        singleP99OverCommitP99: single.single.p99 / single.commit.p99,
        activitiesPerSecond: median(rounds.map(({ perSecond }) => perSecond)),
        shareOfFloorWithoutAwards: median(withoutRules.slice(1).map(({ share }) => share)),
      },
      rounds: [...rounds, ...withoutRules.slice(1).map((round) => ({ withoutRules: true, ...round }))],
      details: { ...sizes, senders: SENDERS, rules: RULE_COUNT, ...single },
    };
  } finally {
    await service.stop();
  }
};

/**
 * One round: the service takes everything, its rows are captured, and the bare program writes them again for a tenant
 * of its own. Tables grow from round to round, with the statistics a server has after its first minutes.
 */
const measureRound = async (bench: Bench, address: string, round: number, { days, batch }: Sizes) => {
  const { sql, url, shape } = bench;
  await sql`analyze`;
  await sql`checkpoint`;
  const bodies = Array.from({ length: SENDERS }, (_, sender) =>
    Array.from({ length: days }, (_each, day) => JSON.stringify(batchOf({ round, sender, day }, batch))),
  );
  const since = await sql<{ xmin: string }[]>`select distinct xmin::text from activity`;
  const start = performance.now();
  await Promise.all(
    bodies.map(async (own) => {
      for (const body of own) await deliver(address, body, batch);
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const captured = await capture(sql, shape, new Set(since.map(({ xmin }) => xmin)), `floor-${round}`);
  await sql`checkpoint`;
  const floorSeconds = await writeAgain(url, shape, captured, SENDERS);
  const activities = SENDERS * days * batch;
  return {
    share: floorSeconds / seconds,
    perSecond: activities / seconds,
    floorPerSecond: activities / floorSeconds,
    awards: captured.reduce((sum, written) => sum + (written.get('award')?.[0]?.length ?? 0), 0),
    transactions: captured.length,
  };
};

const deliver = async (address: string, body: string, expected: number): Promise<void> => {
  const response = await fetch(`${address}/api/v1/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body,
  });
  const { accepted } = (await response.json()) as { accepted?: number };
  if (accepted !== expected) throw new Error(`Only ${accepted} of ${expected} activities were accepted.`);
};

/** Milliseconds of one activity over HTTP, and of a bare insert of one row with its commit, in turns. */
const measureSingles = async (bench: Bench, address: string, sizes: Sizes) => {
  const { singles, rounds } = sizes;
  await publishPlan(bench.context, ingestPlan(true).documents);
  await bench.sql`create table bare_commit (id integer primary key)`;
  const [single, commit]: [number[], number[]] = [[], []];
  const bodies = batchOf({ round: 2 * rounds + 2, sender: 0, day: 0 }, singles * 2).map((each) =>
    JSON.stringify([each]),
  );
  for (const [index, body] of bodies.entries()) {
    const began = performance.now();
    await deliver(address, body, 1);
    const between = performance.now();
    await bench.sql`insert into bare_commit values (${index})`;
    // The first half warms up.
    if (index < singles) continue;
    single.push(between - began);
    commit.push(performance.now() - between);
  }
  const of = (millis: readonly number[]) => ({ p50: percentile(millis, 50), p99: percentile(millis, 99) });
  return { single: of(single), commit: of(commit) };
};
