import type { TextLines } from './text-lines.ts';

/** How far a record may run over line ends; see `readRows` for why. */
export const RECORD_LIMITS = { lines: 1_000, characters: 1_048_576 } as const;

/** The cells of a record, or none when its quotes are broken, with the last line that was looked at. */
export type ScannedRecord = Readonly<{ cells?: readonly string[]; lastLine: number }>;

/**
 * Scans the record that starts at a line. Gives up on crossing into a line up to `failedThrough` inside quotes: an
 * earlier scan ran through there, also inside quotes, and came to nothing.
 */
export function scanRecord(
  lines: TextLines,
  firstLine: number,
  delimiter: string,
  failedThrough: number,
): ScannedRecord {
  const { text } = lines;
  const start = lines.start(firstLine);
  const onlyLine = text.slice(start, lines.end(firstLine));
  if (!onlyLine.includes('"')) return { cells: onlyLine.split(delimiter), lastLine: firstLine };

  const cells: string[] = [];
  let line = firstLine;
  let position = start;
  for (;;) {
    if (text[position] === '"' && position < lines.end(line)) {
      const closing = closingQuote(text, position + 1);
      while (lines.end(line) < closing) {
        const isTooFar =
          line + 1 - firstLine >= RECORD_LIMITS.lines || lines.end(line) - start > RECORD_LIMITS.characters;
        if (isTooFar || line + 1 <= failedThrough || line + 1 >= lines.count) return { lastLine: line };
        line += 1;
      }
      cells.push(text.slice(position + 1, closing).replaceAll('""', '"'));
      position = closing + 1;
      const end = lines.end(line);
      if (position < end && text[position] !== delimiter) return { lastLine: line };
    } else {
      const rest = text.slice(position, lines.end(line));
      const length = rest.indexOf(delimiter);
      cells.push(length < 0 ? rest : rest.slice(0, length));
      position += length < 0 ? rest.length : length;
    }
    if (position >= lines.end(line)) return { cells, lastLine: line };
    position += 1;
  }
}

/** Index of the quote that closes a cell, past doubled ones; Infinity when there is none. */
function closingQuote(text: string, from: number): number {
  let position = from;
  for (;;) {
    const quote = text.indexOf('"', position);
    if (quote < 0) return Number.POSITIVE_INFINITY;
    if (text[quote + 1] !== '"') return quote;
    position = quote + 2;
  }
}
