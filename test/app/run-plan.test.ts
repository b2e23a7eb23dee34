import { describe, expect, it } from 'vitest';
import { LaurelError } from '../../src/app/errors.ts';
import { type PlanFiles, readPlan } from '../../src/app/plan/read-plan.ts';
import { resultSummary } from '../../src/app/results/result-files.ts';
import { runPlan } from '../../src/app/run-plan.ts';
import { rejectedFiles } from '../../src/app/tabular/write-rejects.ts';
import { failureText } from '../../src/cli/output.ts';
import { planDirectory } from '../../src/node/directories.ts';
import { csvRows } from '../csv-rows.ts';
import { planFolder } from '../read-plan-folder.ts';
import { testDatabase } from '../test-database.ts';

const database = testDatabase();

const MASTER = {
  'sales_teams.csv': 'sales_agent,manager,regional_office\nAnn,Max,East\nBo,Max,East\n',
  'accounts.csv': 'account,sector\nShop,retail\n',
  'products.csv': 'product,series,sales_price\nGTK 500,GTK,500\n',
};
const HEADING = 'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n';
const GOOD = 'G1,Ann,GTK 500,Shop,Won,2017-07-01,2017-07-05,1000\n';

const crmPlan = (): Promise<PlanFiles> => planDirectory(planFolder('crm-quarter'));

/** Runs the CRM plan (or a changed one) for 2017-Q3 on a pipeline file beside two reps. */
const run = async (
  pipeline: string | Uint8Array,
  plan?: PlanFiles,
  master: Readonly<Record<string, string>> = MASTER,
) => {
  await database.emptied();
  const files = new Map<string, Uint8Array>();
  const text = new TextEncoder();
  for (const [name, content] of Object.entries({ ...master, 'sales_pipeline.csv': pipeline })) {
    files.set(name, typeof content === 'string' ? text.encode(content) : content);
  }
  const source = {
    list: async () => [...files.keys()],
    read: async (name: string) => files.get(name) ?? new Uint8Array(),
  };
  const ran = await runPlan(
    { db: database.db(), close: async () => {} },
    readPlan(plan ?? (await crmPlan())),
    source,
    '2017-Q3',
  );
  const rejected = rejectedFiles(ran.rejects, ran.data.headings);
  const { totals } = resultSummary(ran.results) as { totals: { cash: string } };
  return { ...ran, cash: totals.cash, rejected, rows: csvRows(rejected.get('rejected.csv') ?? '') };
};

describe('bad rows', () => {
  it('come back each with its place and a remedy, and lose no good one', async () => {
    const bad = [
      'B1,Nobody,GTK 500,Shop,Won,2017-07-01,2017-07-05,1',
      'B2,Ann,GTK 500,Shop,Won,2017-07-01,2017-02-30,1',
      'B3,Ann,GTK 500,Shop,Won,2017-07-01,2017-07-05,1e999',
      'B4,Ann,GTK 500,Shop,Won,2017-07-01,2017-07-05,=1+1',
      'B5,Ann,GTK 500,Shop,Won,=TODAY(),2017-07-05,1',
      'B6,Ann,GTK 500,Shop,Won,2017-07-01,2017-07-05,1',
      'B6,Ann,GTK 500,Shop,Won,2017-07-01,2017-07-05,2',
      'B7,Ann,"GTK 500,Shop,Won,2017-07-01,2017-07-05,1',
      `B8,Ann,${'x'.repeat(20 * 1024 * 1024)},Shop,Won,2017-07-01,2017-07-05,1`,
      'F1,Ann,GTK 500,=HYPERLINK(1),Won,2017-06-01,2017-07-06,-0',
      'G2,Bo,GTK 500,Shop,Won,2017-06-01,2017-07-06,200',
    ].join('\n');
    const { rows, rejected, cash } = await run(`${HEADING}${GOOD}${bad}\n`);
    expect(rows.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
      '3 sales_agent unknown-rep',
      '4 close_date not-a-date',
      '5 close_value not-a-number',
      '6 close_value not-a-number',
      '7 engage_date not-a-date',
      '8 opportunity_id conflict',
      '9 opportunity_id conflict',
      expect.stringMatching(/^10 .*unclosed-quote$/),
      expect.stringMatching(/^11 .*too-long$/),
    ]);
    for (const { file, message } of rows) {
      expect(file).toBe('sales_pipeline.csv');
      expect(message).toMatch(/^.{20,300}[.;].*\S$/);
    }
    expect(rejected.get('rejected/sales_pipeline.csv')).toContain(
      'B2,Ann,GTK 500,Shop,Won,2017-07-01,2017-02-30,1',
    );
    // Ann: 15.00 for the key product, and a new account each for “Shop” and the text that looks like a formula;
    // Bo: 3.00 and one new account.
    expect(cash).toBe('168.00');
  });

  it('of a file without a required column are one entry', async () => {
    const { rows } = await run(
      'opportunity_id,sales_agent,deal_stage,close_value\nG1,Ann,Won,10\nG2,Ann,Won,10\n',
    );
    expect(
      rows.every(
        (row) => row.file === 'sales_pipeline.csv' && row.row === '1' && row.code === 'missing-column',
      ),
    ).toBe(true);
    expect(rows).toHaveLength(1);
  });
});

describe('good input of other kinds', () => {
  it.each([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['semicolons', (text: string) => text.replaceAll(',', ';')],
    ['tabs and carriage returns', (text: string) => text.replaceAll(',', '\t').replaceAll('\n', '\r\n')],
  ])('is read: %s', async (_name, write) => {
    const { rows, cash } = await run(write(HEADING + GOOD));
    expect(rows).toEqual([]);
    expect(cash).toBe('65.00');
  });

  it('is read: GB18030', async () => {
    // 王 is CD F5 and 店 B5 EA in GB18030.
    const ascii = new TextEncoder().encode(`${HEADING}G1,@@,GTK 500,##,Won,2017-07-01,2017-07-05,1000\n`);
    const bytes = Uint8Array.from(ascii, (byte) => byte);
    bytes.set([0xcd, 0xf5], bytes.indexOf(0x40));
    bytes.set([0xb5, 0xea], bytes.indexOf(0x23));
    const { rows, cash, data } = await run(bytes, undefined, {
      ...MASTER,
      'sales_teams.csv': 'sales_agent,manager,regional_office\n王,Max,East\n',
    });
    expect(rows).toEqual([]);
    expect(data.activities[0]?.activity).toMatchObject({ subject: '王', data: { outlet: '店' } });
    expect(cash).toBe('65.00');
  });
});

describe('a plan', () => {
  const changed = async (file: string, change: (text: string) => string): Promise<PlanFiles> => {
    const files = new Map(await crmPlan());
    const text = files.get(file) ?? '';
    expect(change(text)).not.toBe(text);
    return files.set(file, change(text));
  };

  it.each([
    [
      'rules/over-target.json',
      '"conditions"',
      '"condtions"',
      /rules\/over-target\.json \/condtions: .*“conditions”/,
    ],
    [
      'rules/over-target.json',
      '"marginal"',
      '"margnal"',
      /rules\/over-target\.json \/rewards\/0\/amount\/amount\/mode: .*“marginal”/,
    ],
    [
      'rules/over-target.json',
      '"won-value"',
      '"won-valeu"',
      /rules\/over-target\.json \/conditions\/params\/metric: .*“won-value”/,
    ],
    [
      'rules/fast-close.json',
      'activity.days_to_close',
      'activity.day_to_close',
      /rules\/fast-close\.json \/conditions\/fact: .*“activity\.days_to_close”/,
    ],
    [
      'rules/closer.json',
      '"closer-gold"',
      '"closer-glod"',
      /rules\/closer\.json \/steps\/2\/rewards\/0\/badge: .*“closer-gold”/,
    ],
    ['metrics.json', '"firstDistinct"', '"firstDistnct"', /metrics\.json \/2\/aggregate: .*“firstDistinct”/],
    ['metrics.json', '"scope": "rep"', '"scop": "rep"', /metrics\.json \/2\/scop: .*“scope”/],
    ['mapping.json', '"holds": "reps"', '"holds": "rep"', /mapping\.json \/files\/1\/holds: .*“reps”/],
    ['plan.json', '"payCycle"', '"paycycle"', /plan\.json \/paycycle: .*“payCycle”/],
    ['plan.json', '"boards": [', '"boards": ', /plan\.json: This is not JSON/],
  ])(
    'with a typo in %s (%s → %s) is named with its place and what was probably meant',
    async (file, right, wrong, expected) => {
      const files = await changed(file, (text) => text.replace(right, wrong));
      const failure = (() => {
        try {
          readPlan(files);
        } catch (error) {
          return error;
        }
      })();
      expect(failure).toBeInstanceOf(LaurelError);
      expect(failureText(failure as LaurelError)).toMatch(expected);
    },
  );

  it('changes its result with an amount, a band, a tie rule or a gate of a rule file', async () => {
    const pipeline = `${HEADING}${GOOD}P1,Ann,X,Shop,Won,2017-01-01,2017-04-05,800\nP2,Bo,X,Shop,Won,2017-01-01,2017-04-05,800\nG3,Bo,X,Shop,Won,2017-01-01,2017-07-05,1000\n`;
    const cashWith = async (file: string, right: string, wrong: string) =>
      (await run(pipeline, await changed(file, (text) => text.replace(right, wrong)))).cash;
    const results = [
      (await run(pipeline)).cash,
      await cashWith('rules/champion-region.json', '"500"', '"600"'),
      await cashWith('rules/over-target.json', '"0.02"', '"0.05"'),
      await cashWith('rules/champion-region.json', '"earliest"', '"same"'),
      await cashWith('rules/champion-company.json', '"0.9"', '"2"'),
    ];
    expect(new Set(results).size).toBe(results.length);
  });

  it('needs no code when reps, metrics or columns have other names', async () => {
    const renamed = new Map(
      [...(await crmPlan())].map(([file, text]) => [
        file,
        text.replaceAll('won-value', 'umsatz').replaceAll('"close_value"', '"成交额"'),
      ]),
    );
    const pipeline = `${HEADING.replace('close_value', '成交额')}${GOOD.replace('Ann', '安安')}`;
    const { rows, cash } = await run(pipeline, renamed, {
      ...MASTER,
      'sales_teams.csv': 'sales_agent,manager,regional_office\n安安,Max,East\n',
    });
    expect(rows).toEqual([]);
    expect(cash).toBe('65.00');
  });
});
