import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportedData } from '../../../src/app/tabular/imported-data.ts';
import { HEADING, idsOf, importFiles, orderRow, placesOf, REPS } from './sample-import.ts';

describe('native files', () => {
  it('reads every holding with its types, and further columns as attributes', async () => {
    const data = await importFiles({
      'teams.csv': 'code,name,parent,manager\nE,East,HQ,R1\n',
      'reps.csv':
        'code,name,employee_no,team,role,league,hired_on,left_on,Own rate (%)\nR1,Li,00123,E,rep,A,2016/1/5,,2.5\n',
      'memberships.csv': 'rep,team,from,to\nR1,E,2017-01-01,\n',
      'outlets.csv': 'code,name,class,city_class,rep,route_cycle,freezers\nO1,Shop,A,county,R1,xun,2\n',
      'products.csv': 'code,name,category,cost,margin,launched_on\nP1,Tea,tea,1.50,0.250,2017-01-01\n',
      'targets.csv':
        'subject,metric,period,tier,amount\nR1,sales,2017-03,,1000.00\nE,sales,2017-Q1,stretch,5000\n',
      'activities.csv': `${HEADING}\n${orderRow('A1', { outlet: 'nowhere' })}\n`,
      'activities.ndjson':
        '{"id":"A0","source":"sfa","type":"order.placed","time":"2017-03-09","subject":"OLD"}\n',
    });
    expect(data.rejects).toEqual([]);
    expect(data.teams).toEqual([{ code: 'E', name: 'East', parent: 'HQ', manager: 'R1' }]);
    expect(data.reps).toEqual([
      {
        code: 'R1',
        name: 'Li',
        employeeNo: '00123',
        team: 'E',
        role: 'rep',
        league: 'A',
        hiredOn: '2016-01-05',
        attributes: { Own_rate: '2.5' },
      },
    ]);
    expect(data.memberships).toEqual([{ rep: 'R1', team: 'E', from: '2017-01-01' }]);
    expect(data.outlets[0]).toMatchObject({
      cityClass: 'county',
      routeCycle: 'xun',
      attributes: { freezers: '2' },
    });
    expect(data.products[0]).toMatchObject({ cost: '1.5', margin: '0.25', launchedOn: '2017-01-01' });
    expect(data.targets).toEqual([
      { subjectKind: 'rep', subject: 'R1', metric: 'sales', period: '2017-03', tier: 'base', amount: '1000' },
      {
        subjectKind: 'team',
        subject: 'E',
        metric: 'sales',
        period: '2017-Q1',
        tier: 'stretch',
        amount: '5000',
      },
    ]);
    expect(idsOf(data)).toEqual(['A1', 'A0']);
    expect(data.inputs.at(-1)).toMatchObject({ file: 'activities.ndjson', delimiter: '', rows: 1 });
  });

  it('refuses what refers to nothing, and says when the reason is another refused row', async () => {
    const data = await importFiles({
      'teams.csv': 'code,name,parent\nA,A,B\nB,B,A\nC,C,A\nD,D,nowhere\nE,E,\n',
      'reps.csv': 'code,name,team\nR1,One,E\nR2,Two,D\nR3,,E\n',
      'memberships.csv': 'rep,team,from,to\nR1,E,2017-02-01,2017-01-01\nR9,E,,\n',
      'targets.csv': 'subject,metric,period,tier,amount\nR1,volume,2017-03,base,1\nR1,sales,2017-13,bad,x\n',
      'activities.csv': `${HEADING}\n${orderRow('A1', { subject: 'R3' })}\n`,
    });
    expect(placesOf(data)).toEqual([
      'activities.csv:2:subject unknown-rep',
      'memberships.csv:2:to out-of-range',
      'memberships.csv:3:rep unknown-rep',
      'reps.csv:3:team unknown-team',
      'reps.csv:4:name missing',
      'targets.csv:2:metric unknown-metric',
      'targets.csv:3:amount not-a-number',
      'targets.csv:3:period bad-period',
      'targets.csv:3:tier bad-value',
      'teams.csv:2:parent bad-value',
      'teams.csv:3:parent bad-value',
      'teams.csv:4:parent unknown-team',
      'teams.csv:5:parent unknown-team',
    ]);
    expect(data.rejects[0]?.message).toContain('was refused itself');
    expect(data.teams.map(({ code }) => code)).toEqual(['E']);
  });

  it('keeps the first of contradicting records and names it', async () => {
    const data = await importFiles({ 'reps.csv': `${REPS}R1,Li Na,00123,HQ\nR1,Li Na,00999,HQ\n` });
    expect(placesOf(data)).toEqual(['reps.csv:5:code conflict']);
    expect(data.rejects[0]?.message).toContain('row 2 of reps.csv');
    expect(data.inputs[0]).toMatchObject({ rows: 4, accepted: 2, duplicates: 1, rejected: 1 });
  });

  it('names the faults of NDJSON by JSON pointer', async () => {
    const line = (more: object) =>
      JSON.stringify({
        id: 'A1',
        source: 's',
        type: 'order.placed',
        time: '2017-03-09',
        subject: 'R1',
        ...more,
      });
    const lines = [
      line({ data: { amount: '1e999', note: 5 } }),
      '{"id":',
      line({ subject: 'R9', data: { shares: [{ rep: 'R1', share: '0.5' }] } }),
      line({
        data: {
          shares: [
            { rep: 'R1', share: '0.5' },
            { rep: 'R8', share: 0.5 },
          ],
        },
      }),
      line({ id: undefined }),
      line({ id: 'V1', type: 'activity.voided', data: { original: { source: 's', id: 'A9' } } }),
    ];
    const data = await importFiles({ 'reps.csv': REPS, 'activities.ndjson': lines.join('\r\n') });
    expect(placesOf(data)).toEqual([
      'activities.ndjson:1:/data/amount not-a-number',
      'activities.ndjson:2: not-json',
      'activities.ndjson:3:/data/shares bad-shares',
      'activities.ndjson:3:/subject unknown-rep',
      'activities.ndjson:4:/data/shares/1/rep unknown-rep',
      'activities.ndjson:5:/id missing',
    ]);
    expect(data.activities[0]?.activity.correction).toMatchObject({ void: true });
  });

  it('reads corrections from tables', async () => {
    const heading = `${HEADING},original_id,reason`;
    const rows = [
      `${orderRow('A1')},,`,
      'V1,erp,activity.voided,2017-03-10,R1,,,,,,,,A1,mistyped',
      'V2,erp,activity.amended,2017-03-10,R1,,,12.5,,,,,A1,',
      'V3,erp,activity.voided,2017-03-10,R1,,,,,,,,,',
    ];
    const data = await importFiles({ 'reps.csv': REPS, 'activities.csv': [heading, ...rows].join('\n') });
    const original = { source: 'erp', id: 'A1' };
    expect(data.activities.map(({ activity }) => activity.correction)).toEqual([
      undefined,
      { original, void: true, data: {}, reason: 'mistyped' },
      { original, void: false, data: { amount: '12.5' } },
    ]);
    expect(placesOf(data)).toEqual(['activities.csv:5:original_id missing']);
  });
});

describe('corrections whose original stands in the same files', () => {
  const heading = `${HEADING},original_id`;
  const correction = (id: string, type: string, day: number, original: string, amount = '') =>
    `${id},erp,activity.${type},2017-03-${day},R1,,,${amount},,,,,${original}`;
  const rows = [
    correction('V2', 'voided', 12, 'V1'),
    correction('V1', 'voided', 11, 'A1'),
    `${orderRow('A1')},`,
    correction('M1', 'amended', 13, 'A2', 'lots'),
    correction('M2', 'amended', 13, 'A2', '12.5'),
    `${orderRow('A2', { time: '2017-03-20' })},`,
    correction('V3', 'voided', 12, 'ELSEWHERE'),
  ];

  it('are refused by row when they cannot be applied to it, whatever the order of the rows', async () => {
    for (const given of [rows, rows.toReversed()]) {
      const text = [heading, ...given].join('\n');
      const data = await importFiles({ 'reps.csv': REPS, 'activities.csv': text });
      expect(idsOf(data)).toEqual(['A1', 'V1', 'V3', 'M2', 'A2']);
      const at = (id: string) => given.findIndex((row) => row.startsWith(id)) + 2;
      expect([...placesOf(data)].sort()).toEqual(
        [
          `activities.csv:${at('V2')}:original_id corrects-correction`,
          `activities.csv:${at('M1')}:amount not-a-number`,
        ].sort(),
      );
      expect(data.inputs[1]).toMatchObject({ rows: 7, accepted: 5, rejected: 2 });
    }
  });
});

describe('mapped files', () => {
  const agents = 'agent;office\nAnn Lee;North\nBob May;North\n';
  const deals = [
    'deal,agent,stage,closed,value,opened',
    'D1,Ann Lee,Won,2017-03-09,100,2017-03-01',
    'D2,Bob May,Lost,,0,2017-03-01',
    'D3,bob may,Won,2017-03-10,7.5,',
  ].join('\n');
  const dealFields = {
    id: 'deal',
    source: { constant: 'crm' },
    type: { column: 'stage', values: { Won: 'order.placed' } },
    time: 'closed',
    subject: 'agent',
    amount: 'value',
    due_on: { column: 'opened', otherwise: '2017-01-01' },
  };
  const mapping = (
    where: object = { fact: 'stage', operator: 'equal', value: 'Won' },
    fields: object = dealFields,
  ) => ({
    files: [
      { file: 'deals.csv', holds: 'activities', where, fields },
      { file: 'agents.csv', holds: 'teams', distinct: true, fields: { code: 'office', name: 'office' } },
      { file: 'agents.csv', holds: 'reps', fields: { code: 'agent', name: 'agent', team: 'office' } },
    ],
  });
  const files = { 'agents.csv': agents, 'deals.csv': deals, 'notes.csv': 'ignored' };

  it('takes columns, constants, translated values and defaults; skips rows that do not count', async () => {
    const data = await importFiles(files, mapping());
    expect(data.teams).toEqual([{ code: 'North', name: 'North' }]);
    expect(data.reps.map(({ code, team }) => [code, team])).toEqual([
      ['Ann Lee', 'North'],
      ['Bob May', 'North'],
    ]);
    expect(data.activities.map(({ activity }) => activity.data)).toEqual([
      { amount: '100', due_on: '2017-03-01' },
    ]);
    expect(placesOf(data)).toEqual(['deals.csv:4:agent unknown-rep']);
    expect(data.rejects[0]?.message).toContain('did you mean "Bob May"?');
    expect(data.inputs.map(({ file, holds, accepted, skipped }) => [file, holds, accepted, skipped])).toEqual(
      [
        ['agents.csv', 'teams', 2, 0],
        ['agents.csv', 'reps', 2, 0],
        ['deals.csv', 'activities', 1, 1],
      ],
    );
  });

  it.each([
    [
      'a heading that is not there',
      { fact: 'stagge', operator: 'equal', value: 'Won' },
      dealFields,
      'stagge missing-column',
    ],
    [
      'an operator for numbers',
      { fact: 'value', operator: 'greaterThan', value: 5 },
      dealFields,
      'value bad-value',
    ],
    ['a field from an unknown column', undefined, { ...dealFields, time: 'close' }, 'close missing-column'],
    ['a required field without a source', undefined, { id: 'deal' }, 'source missing-column'],
  ])('refuses the file for %s', async (_, where, fields, place) => {
    const data = await importFiles(files, mapping(where, fields));
    expect(placesOf(data)).toEqual([`deals.csv:1:${place}`]);
  });

  it('tells a file that is not there', async () => {
    expect(placesOf(await importFiles({ 'agents.csv': agents }, mapping()))).toEqual([
      'deals.csv:0: missing-file',
    ]);
  });

  it('tells a broken line once, though the file gives two holdings', async () => {
    const data = await importFiles({ ...files, 'agents.csv': `${agents}"Cid;South\n` }, mapping());
    expect(placesOf(data).filter((place) => place.startsWith('agents'))).toEqual([
      'agents.csv:4: unclosed-quote',
    ]);
  });
});

it('gives the same data for shuffled and doubled rows', async () => {
  const comparable = ({ inputs: _inputs, rejects, activities, ...data }: ImportedData) => ({
    ...data,
    activities: activities.map(({ activity }) => activity),
    rejects: [...new Set(rejects.map(({ column, code, raw }) => `${column} ${code} ${raw}`))].sort(),
  });
  const row = fc.record({
    id: fc.constantFrom('A1', 'A2', 'A3', 'A4'),
    amount: fc.constantFrom('10', '10.0', '11', '1e999'),
    subject: fc.constantFrom('R1', 'R1', 'R2', 'R9'),
    time: fc.constantFrom('2017-03-09', '2017-03-08'),
  });
  const table = (rows: readonly string[]) => ({
    'reps.csv': REPS,
    'activities.csv': [HEADING, ...rows].join('\n'),
  });
  const orders = fc.array(row.map(({ id, ...cells }) => orderRow(id, cells)));
  const delivered = orders.chain((rows) =>
    fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows, ...rows], { minLength: rows.length * 2 })),
  );
  await fc.assert(
    fc.asyncProperty(delivered, async ([rows, again]) => {
      expect(comparable(await importFiles(table(again)))).toEqual(comparable(await importFiles(table(rows))));
    }),
    { numRuns: 300 },
  );
});
