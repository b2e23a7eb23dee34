import { type Columns, compileColumns, type Fields, type FileFault } from './compile-columns.ts';
import { isBroken } from './decode-text.ts';
import { type Delimiter, detectDelimiter } from './detect-delimiter.ts';
import type { OpenFile } from './open-file.ts';
import type { PlannedFile } from './plan-files.ts';
import { type BrokenRow, LINE_LIMITS, readRows, type TableRow } from './read-rows.ts';
import type { RowFault, Tally } from './tally.ts';
import type { TextLines } from './text-lines.ts';

type Decoded = NonNullable<OpenFile['decoded']>;

/** The heading of a table; `line` counts from 0. */
export type TableHeading = Readonly<{
  raw: string;
  cells: readonly string[];
  delimiter: Delimiter;
  nextLine: number;
}>;

/** The first line that is not blank, or undefined when there is none or it cannot be read. */
export function readHeading(lines: TextLines): TableHeading | undefined {
  let first = 0;
  while (first < lines.count && isBlank(lines, first)) first += 1;
  const delimiter = detectDelimiter(lines.text.slice(lines.start(first), lines.end(first)));
  for (const row of readRows(lines, delimiter, first)) {
    if ('broken' in row) return undefined;
    const height = row.raw.split(/\r\n|\n|\r/).length;
    return { raw: row.raw, cells: row.cells, delimiter, nextLine: first + height };
  }
  return undefined;
}

/**
 * The fields of each row that counts; what cannot be read goes to the tally. Rows whose cells are all empty are blank
 * lines, as spreadsheets leave them behind. A fault of the columns refuses the file and gives no rows.
 */
export function* readTable(
  planned: PlannedFile,
  decoded: Decoded,
  heading: TableHeading | undefined,
  tally: Tally,
): Generator<Readonly<{ row: number; raw: string; fields: Fields; columns: Columns }>> {
  const columns: Columns | FileFault = heading
    ? compileColumns(planned, heading.cells)
    : {
        column: '',
        code: 'missing-column',
        message:
          'The file has no heading line that can be read; write the names of the columns into its first line.',
      };
  if ('code' in columns) {
    tally.refuseFile(1, columns);
    return;
  }
  for (const row of readRows(
    decoded.lines,
    heading?.delimiter ?? ',',
    heading?.nextLine ?? 0,
    columns.fits,
  )) {
    if ('cells' in row && row.cells.every((cell) => cell.trim() === '')) continue;
    tally.addRow();
    if ('broken' in row) {
      tally.refuseRow(row.row, row.raw, [brokenFault(row, heading?.cells.length ?? 0)]);
    } else if (decoded.damaged && isBroken(row.raw)) {
      tally.refuseRow(row.row, row.raw, [brokenText(row, heading?.cells ?? [])]);
    } else if (!columns.counts(row.cells)) {
      tally.addSkipped();
    } else {
      yield { row: row.row, raw: row.raw, fields: columns.fieldsOf(row.cells), columns };
    }
  }
}

/** What is wrong with a line that is no record. */
export function brokenFault({ broken }: BrokenRow, columns: number): RowFault {
  switch (broken) {
    case 'unclosed-quote':
      return {
        column: '',
        code: 'unclosed-quote',
        message:
          'A quotation mark opens a cell here and is not closed before a delimiter or the end of the line; ' +
          'close it, or write "" for a quotation mark inside a quoted cell.',
      };
    case 'column-count':
      return {
        column: '',
        code: 'column-count',
        message: `The row does not fit the ${columns} columns of the heading; add or remove delimiters, or quote cells that hold them.`,
      };
    case 'too-long': {
      const message = `The line is longer than 1 MB and was cut to ${LINE_LIMITS.kept} characters here; look for line ends that got lost.`;
      return { column: '', code: 'too-long', message };
    }
  }
}

function brokenText(row: TableRow, headings: readonly string[]): RowFault {
  const index = row.cells.findIndex(isBroken);
  const message =
    'The row contains bytes that are not UTF-8, unlike the rest of the file; type these characters again.';
  return { column: headings[index] ?? '', code: 'not-text', message };
}

function isBlank(lines: TextLines, line: number): boolean {
  return lines.text.slice(lines.start(line), lines.end(line)).trim() === '';
}
