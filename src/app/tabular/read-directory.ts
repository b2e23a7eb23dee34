import type { Holding } from '../../../schemas/mapping.ts';
import type { ActivityInput } from '../../domain/activities/parse-activity.ts';
import { activityOfRow, fieldOfPointer } from './activity-row.ts';
import type { Fields } from './compile-columns.ts';
import type { DataSource, ImportProgress, InputSummary, Reject } from './imported-data.ts';
import { MOST_BYTES, type OpenFile, openFile } from './open-file.ts';
import { isJsonLines, type PlannedFile } from './plan-files.ts';
import { readJsonLines } from './read-json-lines.ts';
import { readHeading, readTable, type TableHeading } from './read-table.ts';
import { type Placed, startTally, type Tally } from './tally.ts';

/** The rows of the planned files by what they hold, read as they are asked for. */
export type DirectoryReader = Readonly<{
  rows(holding: Holding): Generator<Placed<Fields>>;
  activities(): Generator<Placed<ActivityInput>>;
  summaries(): readonly InputSummary[];
  headings: ReadonlyMap<string, string>;
}>;

type Opened = Readonly<{
  planned: PlannedFile;
  open: OpenFile;
  heading: TableHeading | undefined;
  tally: Tally;
}>;

const PROGRESS_ROWS = 10_000;

/** The lines of NDJSON have no headings; their places are named by JSON pointer. */
const asPointer = (pointer: string): string => pointer;

/**
 * Opens every planned file once. A file that is missing, is no text, or is NDJSON where a table is needed gets one
 * entry in `rejects` and gives no rows.
 */
export async function readDirectory(
  source: DataSource,
  names: readonly string[],
  planned: readonly PlannedFile[],
  rejects: Reject[],
  onProgress: (progress: ImportProgress) => void,
): Promise<DirectoryReader> {
  const files = new Map<string, OpenFile>();
  const headings = new Map<string, string>();
  const opened: Opened[] = [];
  for (const plan of planned) {
    const { file } = plan;
    if (!names.includes(file)) {
      const message =
        'The mapping names this file, but it is not there; add it or take it out of mapping.json.';
      rejects.push({ file, row: 0, column: '', code: 'missing-file', message, raw: '' });
      continue;
    }
    const open = files.get(file) ?? openFile(await source.read(file));
    files.set(file, open);
    const entry = openEntry(plan, open, rejects);
    if (entry.heading) headings.set(file, entry.heading.raw);
    opened.push(entry);
  }

  function* rows(holding: Holding): Generator<Placed<Fields>> {
    for (const { planned: plan, open, heading, tally } of opened) {
      if (plan.holds !== holding || !open.decoded || isJsonLines(plan.file)) continue;
      let count = 0;
      for (const { row, raw, fields, columns } of readTable(plan, open.decoded, heading, tally)) {
        count += 1;
        if (count % PROGRESS_ROWS === 0) onProgress({ file: plan.file, rows: count });
        yield { value: fields, row, raw, tally, columnOf: columns.headingOf };
      }
      onProgress({ file: plan.file, rows: count });
    }
  }

  function* activities(): Generator<Placed<ActivityInput>> {
    let columnOfField: ((field: string) => string) | undefined;
    let columnOfPointer = (pointer: string) => pointer;
    for (const { value, columnOf, ...place } of rows('activities')) {
      // One function a file, because every activity keeps it until the store has taken it.
      if (columnOf !== columnOfField) {
        columnOfField = columnOf;
        columnOfPointer = (pointer) => columnOf(fieldOfPointer(pointer));
      }
      yield { ...place, value: activityOfRow(value), columnOf: columnOfPointer };
    }
    for (const { planned: plan, open, tally } of opened) {
      if (plan.holds !== 'activities' || !open.decoded || !isJsonLines(plan.file)) continue;
      for (const { row, raw, envelope } of readJsonLines(open.decoded, tally)) {
        yield { value: envelope, row, raw, tally, columnOf: asPointer };
      }
      onProgress({ file: plan.file, rows: tally.summary().rows });
    }
  }

  return { rows, activities, summaries: () => opened.map(({ tally }) => tally.summary()), headings };
}

function openEntry(planned: PlannedFile, open: OpenFile, rejects: Reject[]): Opened {
  const { file, holds, distinct } = planned;
  const { bytes, sha256, decoded } = open;
  const heading = decoded && !isJsonLines(file) ? readHeading(decoded.lines) : undefined;
  const encoding = decoded?.encoding ?? 'unknown';
  const start = {
    file,
    holds,
    distinct,
    bytes,
    sha256,
    encoding,
    delimiter: heading?.delimiter ?? '',
  } as const;
  const tally = startTally(start, rejects);
  if (!decoded && bytes > MOST_BYTES) {
    const message = `The file is larger than ${MOST_BYTES / 1_048_576} MB; split it into several files.`;
    tally.refuseFile(0, { column: '', code: 'too-long', message });
  } else if (!decoded) {
    const message =
      'The file is no text in UTF-8, UTF-16 or GB18030; export it as CSV in UTF-8 and send it again.';
    tally.refuseFile(0, { column: '', code: 'not-text', message });
  } else if (isJsonLines(file) && holds !== 'activities') {
    const message = `NDJSON files hold activities; give the ${holds} as a CSV file.`;
    tally.refuseFile(0, { column: '', code: 'bad-value', message });
  }
  return { planned, open, heading, tally };
}
