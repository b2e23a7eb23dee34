import { expect, it } from 'vitest';
import { rejectedFiles } from '../../../src/app/tabular/write-rejects.ts';
import { HEADING, idsOf, importFiles, orderRow, placesOf, REPS } from './sample-import.ts';

const bad = [orderRow('A1', { amount: '1e999', time: 'soon' }), orderRow('A2', { note: '"客户' })];
const files = {
  'reps.csv': REPS,
  'activities.csv': [HEADING, orderRow('A0'), ...bad].join('\n').replaceAll(',', ';'),
};

it('lists every fault and gives the rows back under their own heading', async () => {
  const data = await importFiles(files);
  const written = rejectedFiles(data.rejects, data.headings);
  expect([...written.keys()]).toEqual(['rejected.csv', 'rejected/activities.csv']);
  expect(
    written
      .get('rejected.csv')
      ?.split('\n')
      .map((line) => line.split(',').slice(0, 4).join(',')),
  ).toEqual([
    'file,row,column,code',
    'activities.csv,3,amount,not-a-number',
    'activities.csv,3,time,not-a-date',
    'activities.csv,4,,unclosed-quote',
    '',
  ]);
  const rows = [HEADING, ...bad].join('\n').replaceAll(',', ';');
  expect(written.get('rejected/activities.csv')).toBe(`\uFEFF${rows}\n`);
});

it('gives back what can be corrected and sent again', async () => {
  const data = await importFiles(files);
  const returned = rejectedFiles(data.rejects, data.headings).get('rejected/activities.csv') ?? '';
  const corrected = returned.replace('1e999', '5').replace('soon', '2017-03-10').replace('"客户', '客户');
  const again = await importFiles({ 'reps.csv': REPS, 'activities.csv': corrected });
  expect(placesOf(again)).toEqual([]);
  expect(idsOf(again)).toEqual(['A2', 'A1']);
});

it('writes only the list when whole files were refused, and a heading when nothing was', async () => {
  const data = await importFiles({ 'reps.csv': 'code\nR1\n' });
  expect([...rejectedFiles(data.rejects, data.headings).keys()]).toEqual(['rejected.csv']);
  expect(rejectedFiles([], new Map()).get('rejected.csv')).toBe('file,row,column,code,message\n');
});

it('never lets a heading run as a formula', () => {
  const reject = {
    file: 'a.csv',
    row: 2,
    column: '=cmd()',
    code: 'missing',
    message: 'x',
    raw: 'y',
  } as const;
  expect(rejectedFiles([reject], new Map()).get('rejected.csv')).toContain(`,'=cmd(),`);
});
