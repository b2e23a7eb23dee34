import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ingestActivities } from '../../src/app/activities/ingest-activities.ts';
import type { Context } from '../../src/app/context.ts';
import { FULL_DISTRIBUTOR, SMALL_DISTRIBUTOR } from '../../src/app/demo/demo-sizes.ts';
import { type DemoDistributor, generateDemo } from '../../src/app/demo/generate-demo.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { knownCodesOf } from '../../src/app/import/known-codes-of.ts';
import { readData } from '../../src/app/import/read-data.ts';
import { sealLedger } from '../../src/app/ledger/seal-ledger.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { readPlan } from '../../src/app/plan/read-plan.ts';
import { settlePeriod } from '../../src/app/settlement/settle-period.ts';
import { filesSource } from '../../src/app/tabular/files-source.ts';
import type { ImportedData } from '../../src/app/tabular/imported-data.ts';
import type { LocalDate } from '../../src/domain/calendar/local-date.ts';
import type { PlanDocuments } from '../../src/domain/facts/environment.ts';
import { planDirectory } from '../../src/node/directories.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import type { Benchmark, Effort, Result } from './benchmark.ts';
import { percentile } from './rounds.ts';

/** A day whose demo is whole months but for the last, which is whole up to it. */
const AS_OF = '2026-11-24' as LocalDate;

/** Activities held back from the last month and sent one by one. */
const SINGLES = { full: 300, quick: 5 } as const;

const PLAN = fileURLToPath(new URL('../../rules/plans/demo', import.meta.url));

/** Seconds of the stages of one month. */
type Month = {
  period: string;
  activities: number;
  read: number;
  import: number;
  settle: number;
  seal: number;
};

/** The demo distributor in an embedded database on disk: months imported, single activities, a changed plan. */
export const demoStore: Benchmark = {
  name: 'demo',
  runs: 'the demo distributor under its 24 rules, month by month into an embedded database on disk',
  run: async (effort, say) => {
    const directory = await mkdtemp(join(tmpdir(), 'laurel-bench-'));
    const database = await openDatabase({ directory });
    const store = { db: database.db, identityKey: 'laurel-bench' };
    try {
      return await measure({ tenant: 'main', actor: 'bench', roles: ['admin'], store }, effort, say);
    } finally {
      await database.close();
      await rm(directory, { recursive: true });
    }
  },
};

const measure = async (context: Context, effort: Effort, say: (line: string) => void): Promise<Result> => {
  const { documents } = readPlan(await planDirectory(PLAN));
  const sizes = effort === 'full' ? FULL_DISTRIBUTOR : SMALL_DISTRIBUTOR;
  const demo = generateDemo({ seed: 1, asOf: AS_OF, sizes });
  await publishPlan(context, documents);

  const months: Month[] = [];
  const held: ImportedData['activities'][number][] = [];
  for (const period of demo.periods) {
    const keep = period === demo.periods.at(-1) ? SINGLES[effort] : 0;
    const month = await importMonth(context, documents, demo, period, months.length === 0, keep, held);
    months.push(month);
    say(`${period}: ${month.activities} activities, ${JSON.stringify(month)}`);
  }

  const millis: number[] = [];
  for (const { activity } of held) {
    const input = { activities: [activity], judge: true };
    millis.push((await seconds(() => ingestActivities(context, input))) * 1000);
  }
  const recount = await seconds(() => publishPlan(context, renamed(documents)));
  const [first] = months;
  const total = (month: Month | undefined) => (month ? month.read + month.import + month.settle : 0);
  return {
    figures: {
      firstMonthSeconds: total(first),
      lastMonthSeconds: total(months.at(-1)),
      singleMillis: { p50: percentile(millis, 50), p99: percentile(millis, 99) },
      recountSeconds: recount,
      peakMemoryMb: process.resourceUsage().maxRSS / 1024,
    },
    rounds: months,
    details: { activities: months.reduce((sum, month) => sum + month.activities, 0), singles: millis.length },
  };
};

/** Imports, settles and seals a month in batches of whole days, but for its last activities, which are held back. */
const importMonth = async (
  context: Context,
  documents: PlanDocuments,
  demo: DemoDistributor,
  period: string,
  first: boolean,
  keep: number,
  held: ImportedData['activities'][number][],
): Promise<Month> => {
  const month: Month = { period, activities: 0, read: 0, import: 0, settle: 0, seal: 0 };
  const take = async (files: ReadonlyMap<string, string>, kept: number) => {
    const knows = await knownCodesOf(context);
    const reading = performance.now();
    const data = await readData(documents, filesSource(files), () => {}, knows);
    month.read += (performance.now() - reading) / 1000;
    const { activities } = data;
    const taken = kept > 0 ? activities.slice(0, -kept) : activities;
    held.push(...activities.slice(taken.length));
    month.activities += taken.length;
    month.import += await seconds(() => importData(context, { data: { ...data, activities: taken } }));
  };
  if (first) await take(demo.masterData, 0);
  const batches = [...demo.batches({ period })];
  for (const [index, { file }] of batches.entries())
    await take(new Map([['activities.csv', file]]), index === batches.length - 1 ? keep : 0);
  month.settle = await seconds(() => settlePeriod(context, { period }));
  month.seal = await seconds(() => sealLedger(context));
  return month;
};

/** The plan with one rule changed, so that every award of the rule is granted anew. */
const renamed = (documents: PlanDocuments): PlanDocuments => ({
  ...documents,
  rules: documents.rules.map((rule) =>
    rule.code === 'market-insight' ? { ...rule, name: { ...rule.name, en: 'Changed' } } : rule,
  ),
});

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};
