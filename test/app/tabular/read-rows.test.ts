import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../src/app/tabular/csv-text.ts';
import { readRows } from '../../../src/app/tabular/read-rows.ts';
import { textLines } from '../../../src/app/tabular/text-lines.ts';

type Fits = (cells: readonly string[]) => boolean;

const read = (text: string, delimiter = ',', fits?: Fits) => [
  ...readRows(textLines(text), delimiter, 0, fits),
];
const cellsOf = (text: string, delimiter?: string) =>
  read(text, delimiter).map((row) => ('cells' in row ? row.cells : row.broken));
const outcomes = (text: string, columns: number) =>
  read(text, ',', ({ length }) => length === columns).map((row) => [
    row.row,
    'cells' in row ? 'row' : row.broken,
  ]);

describe('readRows', () => {
  it('reads quoted delimiters, quotes and line ends, and numbers rows by their first line', () => {
    expect(read('a,"b, ""c""",\r\n"x\ny",2,"3"\n\n  \nlast,,')).toEqual([
      { row: 1, raw: 'a,"b, ""c""",', cells: ['a', 'b, "c"', ''] },
      { row: 2, raw: '"x\ny",2,"3"', cells: ['x\ny', '2', '3'] },
      { row: 6, raw: 'last,,', cells: ['last', '', ''] },
    ]);
  });

  it('ends lines at CR LF, LF and CR', () => {
    for (const end of ['\r\n', '\n', '\r']) {
      expect(cellsOf(`a,b${end}1,2${end}3,4`)).toEqual([
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ]);
    }
  });

  it('takes a quote inside an unquoted cell as an inch', () => {
    expect(cellsOf('TV 14",5')).toEqual([['TV 14"', '5']]);
  });

  it('round-trips arbitrary cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\n', '\r', ' ', 'a', '客', '=') });
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 });
    fc.assert(
      fc.property(rows, (table) => {
        expect(cellsOf(table.map((cells) => csvLine(cells)).join(''))).toEqual(table);
      }),
      { numRuns: 500 },
    );
  });

  it('accounts for every line that is not blank exactly once', () => {
    const text = fc.string({ unit: fc.constantFrom('"', '"', ',', '\n', '\r', 'a'), maxLength: 60 });
    fc.assert(
      fc.property(text, (content) => {
        const lines = content.split(/\r\n|\n|\r/);
        const read = [...readRows(textLines(content), ',', 0, ({ length }) => length === 2)];
        const covered = read.flatMap(({ row, raw }) =>
          raw.split(/\r\n|\n|\r/).map((line, index) => [row + index, line]),
        );
        const expected = lines.map((line, index) => [index + 1, line]);
        const blank = (line: unknown) => String(line).trim() === '';
        expect(covered.filter(([, line]) => !blank(line))).toEqual(
          expected.filter(([, line]) => !blank(line)),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a quote that never closes', () => {
  it('costs its starting line and nothing else', () => {
    expect(outcomes('a,b\n1,"x\n2,y\n3,z\n', 2)).toEqual([
      [1, 'row'],
      [2, 'unclosed-quote'],
      [3, 'row'],
      [4, 'row'],
    ]);
  });

  it('does not run into the opening quote of a healthy row', () => {
    expect(outcomes('a,b\n1,"x\n2,y\n3,"z, z"\n4,"",\n5,"q\nq"\n', 2)).toEqual([
      [1, 'row'],
      [2, 'unclosed-quote'],
      [3, 'row'],
      [4, 'row'],
      [5, 'column-count'],
      [6, 'row'],
    ]);
  });

  it('does not swallow rows up to a quote that happens to close it, when the cells do not add up', () => {
    expect(outcomes('a,b\n"1,x\n2,y\n3,z"\n4,w\n', 2).map(([, outcome]) => outcome)).toEqual([
      'row',
      'unclosed-quote',
      'row',
      'row',
      'row',
    ]);
  });

  it('does not reach further than 1,000 lines, while a remark of 999 lines is fine', () => {
    const remark = (lines: number) => `1,"${'word\n'.repeat(lines)}end"\n`;
    expect(read(remark(999)).length).toBe(1);
    expect(read(remark(1_000))[0]).toMatchObject({ row: 1, broken: 'unclosed-quote' });
  });

  it('is told when something follows the closing quote', () => {
    expect(outcomes('"He said "hi" to me",2\n1,2\n', 2)).toEqual([
      [1, 'unclosed-quote'],
      [2, 'row'],
    ]);
  });
});

describe('hostile size', () => {
  const fits: Fits = ({ length }) => length === 2;
  it('refuses a line of 20 MB with a short piece of it and reads on', () => {
    const rows = read(`1,"${'x'.repeat(20_000_000)}\n3,4`, ',', fits);
    expect(rows.map(({ row }) => row)).toEqual([1, 2]);
    expect(rows[0]).toMatchObject({ broken: 'too-long' });
    expect(rows[0]?.raw.length).toBe(1_000);
  });

  // With quadratic work, each of these would take minutes and so miss the time limit of a test.
  it.each([
    ['unclosed quotes', '1,"x\n'],
    ['quotes that close one cell and open the next', 'z",a,"b\n'],
    ['the same in long lines', `z",a,"${'b'.repeat(200)}\n`],
    ['doubled quotes', '"x""y\n'],
    ['inch marks', 'x"y\n'],
    ['lines that end with CR', '1,"x\r'],
  ])('reads 100,000 lines of %s', (_, line) => {
    expect(read(line.repeat(100_000), ',', fits).every((row) => 'broken' in row)).toBe(true);
  });
});
