import type { ActivityInput } from '../../domain/activities/parse-activity.ts';
import { readEnvelope } from '../../domain/activities/read-envelope.ts';
import { isBroken } from './decode-text.ts';
import type { OpenFile } from './open-file.ts';
import { LINE_LIMITS } from './read-rows.ts';
import { brokenFault } from './read-table.ts';
import type { RowFault, Tally } from './tally.ts';

/** The envelope of each line of an NDJSON file; what cannot be read goes to the tally, by JSON pointer. */
export function* readJsonLines(
  { lines, damaged }: NonNullable<OpenFile['decoded']>,
  tally: Tally,
): Generator<Readonly<{ row: number; raw: string; envelope: ActivityInput }>> {
  for (let line = 0; line < lines.count; line += 1) {
    const [start, end, row] = [lines.start(line), lines.end(line), line + 1];
    const isTooLong = end - start > LINE_LIMITS.characters;
    const raw = lines.text.slice(start, isTooLong ? start + LINE_LIMITS.kept : end);
    if (raw.trim() === '' && !isTooLong) continue;
    tally.addRow();
    if (isTooLong) {
      tally.refuseRow(row, raw, [brokenFault({ row, raw, broken: 'too-long' }, 0)]);
      continue;
    }
    const read = damaged && isBroken(raw) ? notUtf8 : parseLine(raw);
    if ('envelope' in read) yield { row, raw, envelope: read.envelope };
    else tally.refuseRow(row, raw, read.faults);
  }
}

const notUtf8: Readonly<{ faults: readonly RowFault[] }> = {
  faults: [
    {
      column: '',
      code: 'not-text',
      message: 'The line contains bytes that are not UTF-8; write these characters again.',
    },
  ],
};

function parseLine(
  raw: string,
): Readonly<{ envelope: ActivityInput }> | Readonly<{ faults: readonly RowFault[] }> {
  let json: unknown;
  try {
    json = JSON.parse(raw);
  } catch {
    const message = 'The line is not a JSON document; write one activity as a JSON object on one line.';
    return { faults: [{ column: '', code: 'not-json', message }] };
  }
  const read = readEnvelope(json);
  if ('envelope' in read) return read;
  return { faults: read.faults.map(({ field, code, message }) => ({ column: field, code, message })) };
}
