import { compareText } from '../../domain/compare-text.ts';
import { csvLine } from './csv-text.ts';
import type { Companion, Reject } from './imported-data.ts';

/**
 * The files that tell what was refused, as path → text: `rejected.csv` (file,row,column,code,message), always, in
 * order of file, row and column; and for each file with refused rows `rejected/<file>` with its own heading line and
 * those rows as they stood, once each, in its own delimiter. Those are meant to be corrected and sent again, so they
 * begin with a byte order mark where a spreadsheet would otherwise mistake their characters; `rejected.csv` is for
 * programs too and has none, and its texts cannot run as formulas. `headings` and `companions` are those of
 * `ImportedData`; companions stand among the refused rows of their file and not in the list.
 */
export function rejectedFiles(
  rejects: readonly Reject[],
  headings: ReadonlyMap<string, string>,
  companions: readonly Companion[] = [],
): Map<string, string> {
  const sorted = [...rejects].sort(byPlace);
  const list = [csvLine(['file', 'row', 'column', 'code', 'message'])];
  for (const { file, row, column, code, message } of sorted)
    list.push(csvLine([file, String(row), column, code, message], { neutralise: true }));
  const files = new Map([['rejected.csv', list.join('')]]);
  const returned = [...sorted, ...companions].filter(({ raw }) => raw !== '');
  for (const [file, ofFile] of Map.groupBy(returned, (each) => each.file)) {
    const byRow = new Map(ofFile.sort((a, b) => a.row - b.row).map(({ row, raw }) => [row, raw]));
    files.set(`rejected/${file}`, tableOf(headings.get(file), byRow.values()));
  }
  return files;
}

/** The order in which rejects are listed, whatever order they were found in. */
export function byPlace(a: Reject, b: Reject): number {
  return (
    compareText(a.file, b.file) ||
    a.row - b.row ||
    compareText(a.column, b.column) ||
    compareText(a.code, b.code)
  );
}

function tableOf(heading: string | undefined, rows: Iterable<string>): string {
  const lines = heading === undefined ? [...rows] : [heading, ...rows];
  const text = `${lines.join('\n')}\n`;
  const isAscii = /^[\0-\x7f]*$/.test(text);
  return heading === undefined || isAscii ? text : `\uFEFF${text}`;
}
