import postgres from 'postgres';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { type Benchmark, type Effort, MissingComponent, type Result } from './benchmark.ts';
import { batchOf, people, SENDERS } from './ingest/deliveries.ts';
import { capture, type Shape, shapeOf, WRITTEN, writeAgain } from './ingest/floor.ts';
import { IDENTITY_KEY, startNodeService, TOKEN } from './ingest/node-service.ts';
import { ingestPlan, RULE_COUNT } from './ingest/plan.ts';
import { median, percentile } from './rounds.ts';

const SIZES = {
  full: { rounds: 5, days: 6, batch: 1_000, singles: 300 },
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
      const round = await measureRound(bench, service.address, `r${index}`, sizes);
      say(JSON.stringify(round));
      if (index > 0 || sizes.rounds === 1) rounds.push(round);
    }
    await publishPlan(bench.context, ingestPlan(false).documents);
    const withoutRules = [];
    for (let index = 0; index <= Math.min(3, sizes.rounds); index += 1)
      withoutRules.push(await measureRound(bench, service.address, `w${index}`, sizes));
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

const empty = async ({ sql }: Bench): Promise<void> => {
  await sql`truncate ${[...WRITTEN].map((table, index) => sql`${index === 0 ? sql`` : sql`,`} ${sql(table)}`)}, seal`;
  await sql`checkpoint`;
};

/** One round: the service takes everything, its rows are captured, and the bare program writes them again. */
const measureRound = async (bench: Bench, address: string, name: string, { days, batch }: Sizes) => {
  await empty(bench);
  const bodies = Array.from({ length: SENDERS }, (_, sender) =>
    Array.from({ length: days }, (_each, day) => JSON.stringify(batchOf(name, sender, day, batch))),
  );
  const start = performance.now();
  await Promise.all(
    bodies.map(async (own) => {
      for (const body of own) await deliver(address, body, batch);
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const captured = await capture(bench.sql, bench.shape);
  const [awards] = await bench.sql<{ count: number }[]>`select count(*)::integer as count from award`;
  await empty(bench);
  const floorSeconds = await writeAgain(bench.url, bench.shape, captured, SENDERS);
  const activities = SENDERS * days * batch;
  return {
    share: floorSeconds / seconds,
    perSecond: activities / seconds,
    floorPerSecond: activities / floorSeconds,
    awards: awards?.count ?? 0,
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
const measureSingles = async (bench: Bench, address: string, { singles }: Sizes) => {
  await publishPlan(bench.context, ingestPlan(true).documents);
  await bench.sql`create table bare_commit (id integer primary key)`;
  const [single, commit]: [number[], number[]] = [[], []];
  const bodies = batchOf('single', 0, 10, singles * 2).map((each) => JSON.stringify([each]));
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
