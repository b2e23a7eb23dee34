import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resultFiles, resultSummary } from '../../src/app/results/result-files.ts';
import { runPlan } from '../../src/app/run-plan.ts';
import type { DataSource } from '../../src/app/tabular/imported-data.ts';
import { dataDirectory } from '../../src/node/directories.ts';
import { csvRows } from '../csv-rows.ts';
import type { ExpectedQuarter } from '../expected-quarter.ts';
import { readPlanFolder } from '../read-plan-folder.ts';
import { seededShuffle } from '../seeded-shuffle.ts';
import { describeWithSharedData } from '../shared-data.ts';
import { testDatabase } from '../test-database.ts';

const database = testDatabase();

/** Runs the plan on a source and gives the files by name, with the summary. */
const run = async (source: DataSource): Promise<Map<string, string>> => {
  await database.emptied();
  const { results, rejects } = await runPlan(
    { db: database.db(), close: async () => {} },
    await readPlanFolder('crm-quarter'),
    source,
    '2017-Q3',
  );
  expect(rejects).toEqual([]);
  return new Map([...resultFiles(results), ['summary.json', JSON.stringify(resultSummary(results))]]);
};

describeWithSharedData('the CRM quarter 2017-Q3', (folder) => {
  let expected: ExpectedQuarter;
  let files: Map<string, string>;
  let pipeline: string;
  let scratch: string;

  beforeAll(async () => {
    expected = JSON.parse(await readFile(join(folder, 'expected-2017-Q3.json'), 'utf8'));
    pipeline = await readFile(join(folder, 'sales_pipeline.csv'), 'utf8');
    scratch = await mkdtemp(join(tmpdir(), 'laurel-crm-'));
    files = await run(await dataDirectory(folder));
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  /** The same folder with another pipeline file. */
  const withPipeline = async (text: string): Promise<DataSource> => {
    const source = await dataDirectory(folder);
    const copy = join(scratch, 'sales_pipeline.csv');
    await mkdir(scratch, { recursive: true });
    await writeFile(copy, text);
    return {
      list: source.list,
      read: (name) => (name === 'sales_pipeline.csv' ? readFile(copy) : source.read(name)),
    };
  };

  it('grants exactly the expected awards, line by line', () => {
    const lines = csvRows(files.get('awards.csv') ?? '').map((row) =>
      [
        row.rule,
        row.subject,
        row.medium,
        row.amount,
        row.badge,
        row.medium === 'badge' ? '' : row.evidence,
      ].join('|'),
    );
    const wanted = expected.awards.map((award) =>
      [award.rule, award.rep, award.kind, award.amount, award.badge ?? '', award.activity ?? ''].join('|'),
    );
    expect(lines.sort()).toEqual(wanted.sort());
    expect(lines).toHaveLength(623);
  });

  it('sets exactly the expected targets beside what was reached', () => {
    const rows = csvRows(files.get('targets.csv') ?? '');
    expect(Object.fromEntries(rows.map((row) => [row.subject, row.amount]))).toEqual(expected.targets);
    for (const row of rows) expect(row.actual).toBe(expected.actual[row.subject ?? '']);
  });

  it('ranks exactly the expected leaderboard', () => {
    const rows = csvRows(files.get('leaderboard.csv') ?? '').map(({ rank, subject, value }) => ({
      rank: Number(rank),
      rep: subject,
      value,
    }));
    expect(rows).toEqual(expected.leaderboard);
  });

  it('writes exactly the expected statements', () => {
    const rows = csvRows(files.get('statements.csv') ?? '').map(
      ({ rep, cash, points }) => `${rep}|${cash}|${points}`,
    );
    const wanted = expected.statements.map(({ rep, cash, points }) => `${rep}|${cash}|${points}`);
    expect(rows.sort()).toEqual(wanted.sort());
  });

  it('comes to the expected totals, in the statements, the awards and the ledger alike', () => {
    const byRule = Object.entries(expected.totals.byRule).map(([rule, { awards, amount }]) => [
      rule,
      awards,
      Number(amount),
    ]);
    const summed = [...Map.groupBy(csvRows(files.get('awards.csv') ?? ''), (row) => row.rule)].map(
      ([rule, rows]) => [
        rule,
        rows.length,
        rows.reduce((total, row) => total + Math.round(Number(row.amount) * 100), 0) / 100,
      ],
    );
    expect(summed.sort()).toEqual(byRule.sort());
    const cents = (text: string | undefined) => Math.round(Number(text) * 100);
    const sum = (rows: readonly Readonly<Record<string, string>>[], column: string) =>
      rows.reduce((total, row) => total + cents(row[column]), 0);
    const awards = csvRows(files.get('awards.csv') ?? '').filter((row) => row.medium === 'cash');
    const transfers = csvRows(files.get('transfers.csv') ?? '').filter((row) => row.currency === 'USD');
    const statements = csvRows(files.get('statements.csv') ?? '');
    expect(sum(awards, 'amount')).toBe(24_403_30);
    expect(sum(transfers, 'amount')).toBe(24_403_30);
    expect(sum(statements, 'cash')).toBe(24_403_30);
    expect(statements.reduce((total, row) => total + Number(row.points), 0)).toBe(5060);
  });

  it('gives the same bytes when run again', async () => {
    expect(await run(await dataDirectory(folder))).toEqual(files);
  });

  it('gives the same bytes when the rows are shuffled', async () => {
    const [heading = '', ...rows] = pipeline.trimEnd().split('\n');
    const shuffled = [heading, ...seededShuffle(rows)].join('\n');
    expect(await run(await withPipeline(`${shuffled}\n`))).toEqual(files);
  });

  it('gives the same bytes when every row stands twice', async () => {
    const [heading = '', ...rows] = pipeline.trimEnd().split('\n');
    const doubled = [heading, ...rows.flatMap((row) => [row, row])].join('\n');
    expect(await run(await withPipeline(`${doubled}\n`))).toEqual(files);
  });
});
