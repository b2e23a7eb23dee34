import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvRows } from '../csv-rows.ts';
import { planFolder } from '../read-plan-folder.ts';
import { laurel } from './laurel.ts';

let scratch: string;
let data: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'laurel-cli-'));
  data = join(scratch, 'data');
  await mkdir(data);
  const files = {
    'sales_teams.csv': 'sales_agent,manager,regional_office\nAnn,Max,East\n',
    'accounts.csv': 'account,sector\nShop,retail\n',
    'products.csv': 'product,series,sales_price\nGTK 500,GTK,500\n',
    'sales_pipeline.csv':
      'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n' +
      'G1,Ann,GTK 500,Shop,Won,2017-07-01,2017-07-05,1000\n' +
      'B1,Nobody,GTK 500,Shop,Won,2017-07-01,2017-07-05,1\n',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(data, name), content);
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const run = (out: string, ...more: readonly string[]) =>
  laurel(
    'run',
    '--data',
    data,
    '--plan',
    planFolder('crm-quarter'),
    '--period',
    '2017-Q3',
    '--out',
    out,
    ...more,
  );

describe('laurel run', () => {
  it('writes whole files, prints the summary as JSON, and fails on rejected rows only with --strict', async () => {
    const out = join(scratch, 'out');
    const ran = await run(out, '--json', '--strict');
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('1 rows were rejected') });
    const summary = JSON.parse(ran.stdout);
    expect(summary).toMatchObject({
      period: '2017-Q3',
      rejected: 1,
      totals: { cash: '65.00', points: '10' },
    });
    expect(JSON.parse(await readFile(join(out, 'summary.json'), 'utf8'))).toEqual(summary);
    expect(csvRows(await readFile(join(out, 'rejected.csv'), 'utf8'))).toMatchObject([
      { row: '3', code: 'unknown-rep' },
    ]);
    expect((await readdir(out)).sort()).toEqual([
      'awards.csv',
      'badges.csv',
      'explain.ndjson',
      'leaderboard.csv',
      'rejected',
      'rejected.csv',
      'statements.csv',
      'summary.json',
      'targets.csv',
      'transfers.csv',
    ]);
  });

  it('knows fine from unusable from wrong usage', async () => {
    const [help, bare, nonsense, missing, period] = await Promise.all([
      laurel('--help'),
      laurel('run'),
      laurel('nonsense'),
      laurel(
        'run',
        '--data',
        join(scratch, 'none'),
        '--plan',
        planFolder('crm-quarter'),
        '--period',
        '2017-Q3',
        '--out',
        join(scratch, 'o'),
      ),
      laurel(
        'run',
        '--data',
        data,
        '--plan',
        planFolder('crm-quarter'),
        '--period',
        'soon',
        '--out',
        join(scratch, 'o'),
      ),
    ]);
    expect(help.code).toBe(0);
    expect(bare.code).toBe(2);
    expect(nonsense.code).toBe(2);
    expect(missing).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('is not a folder'),
    });
    expect(period).toMatchObject({ code: 1, stderr: expect.stringContaining('“soon” is no period') });
  });
});

describe('laurel test and lint', () => {
  it('run the cases of a rule, and check its plan', async () => {
    const rules = join(planFolder('crm-quarter'), 'rules');
    const [cases, lint] = await Promise.all([
      laurel('test', join(rules, 'fast-close.json')),
      laurel('lint', planFolder('crm-quarter'), '--lang', 'zh'),
    ]);
    expect(cases).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^[4-9] cases passed, 0 failed\.$/m),
    });
    expect(lint).toMatchObject({ code: 0, stdout: expect.stringContaining('1 plans read; 0 errors') });
  });
});
