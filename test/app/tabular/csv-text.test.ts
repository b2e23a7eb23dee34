import { expect, it } from 'vitest';
import { csvLine } from '../../../src/app/tabular/csv-text.ts';

it('quotes what needs quotes', () => {
  expect(csvLine(['a', 'b,c', 'say "hi"', ' x', '', '二\n三'])).toBe('a,"b,c","say ""hi"""," x",,"二\n三"\n');
  expect(csvLine([''])).toBe('""\n');
});

it('neutralises formulas only when asked, and never plain numbers', () => {
  const cells = ['=1+1', '+1-2', '@SUM', '-12.50', '+3', '-x', '\tx', '00123'];
  expect(csvLine(cells, { neutralise: true })).toBe(`'=1+1,'+1-2,'@SUM,-12.50,+3,'-x,"'\tx",00123\n`);
  expect(csvLine(['＝1+1', '＋1', '－x', '＠SUM', ' =1', '\n=1', '　=1'], { neutralise: true })).toBe(
    `'＝1+1,'＋1,'－x,'＠SUM,' =1,"'\n=1",'　=1\n`,
  );
  expect(csvLine(cells)).toBe(`=1+1,+1-2,@SUM,-12.50,+3,-x,"\tx",00123\n`);
});
