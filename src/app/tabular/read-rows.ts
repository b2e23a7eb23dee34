import { scanRecord } from './scan-record.ts';
import type { TextLines } from './text-lines.ts';

/** `row` is the number of the record's first physical line, from 1; `raw` its text without the last line end. */
export type TableRow = Readonly<{ row: number; raw: string; cells: readonly string[] }>;

/** A line that is no record: a quote in it never closes, it has too few or too many cells, or it is too long. */
export type BrokenRow = Readonly<{
  row: number;
  raw: string;
  broken: 'unclosed-quote' | 'column-count' | 'too-long';
}>;

/** A line above 1 MB is no record of a sales team; what is kept of it shows which line is meant. */
export const LINE_LIMITS = { characters: 1_048_576, kept: 1_000 } as const;

/**
 * The records of a table from a line on (counted from 0), by RFC 4180: quoted cells may hold delimiters, line ends
 * and doubled quotes; a quote inside an unquoted cell is an ordinary character; blank lines are skipped. Every other
 * line is in exactly one record or is told as broken.
 *
 * This is code of our own because no CSV library recovers from a quote that never closes: they swallow the rest of
 * the file or give up. Here *the line in which the broken record starts* is told and reading resumes at the next
 * line, so that the good rows behind it go in. A quote counts as broken when
 * - it never closes, or the record runs on for more than 1,000 lines or 1 MB: a stray quote then does not swallow
 *   the file up to some other quote far below;
 * - something else than a delimiter or line end follows the closing quote: this is how a stray quote runs into the
 *   opening quote of a later, healthy row, mostly within a few lines;
 * - the record spans several lines and `fits` refuses its number of cells.
 * What remains is read as RFC 4180 has it, since a remark of several lines is good input.
 *
 * Time is linear in the length of the text, also for nothing but unclosed quotes.
 */
export function* readRows(
  lines: TextLines,
  delimiter: string,
  firstLine = 0,
  fits: (cells: readonly string[]) => boolean = () => true,
): Generator<TableRow | BrokenRow> {
  // A scan that failed would fail again from any line it ran through, so no line is scanned twice inside quotes.
  let failedThrough = -1;
  let line = firstLine;
  while (line < lines.count) {
    const [start, end, row] = [lines.start(line), lines.end(line), line + 1];
    const raw = lines.text.slice(start, Math.min(end, start + LINE_LIMITS.characters));
    if (end - start > LINE_LIMITS.characters) {
      yield { row, raw: raw.slice(0, LINE_LIMITS.kept), broken: 'too-long' };
      line += 1;
      continue;
    }
    if (raw.trim() === '') {
      line += 1;
      continue;
    }
    const scanned = scanRecord(lines, line, delimiter, failedThrough);
    const lastLine = scanned.lastLine;
    if (scanned.cells && fits(scanned.cells)) {
      yield { row, raw: lines.text.slice(start, lines.end(lastLine)), cells: scanned.cells };
      line = lastLine + 1;
      continue;
    }
    const isOneLine = scanned.cells !== undefined && lastLine === line;
    if (!isOneLine) failedThrough = Math.max(failedThrough, lastLine);
    yield { row, raw, broken: isOneLine ? 'column-count' : 'unclosed-quote' };
    line += 1;
  }
}
