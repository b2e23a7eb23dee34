import type { FaultCode } from '../../domain/activities/activity.ts';
import type { InputSummary, Reject } from './imported-data.ts';

/** A fault of a row with the column it stands in. */
export type RowFault = Readonly<{ column: string; code: FaultCode; message: string }>;

/** What a row gave, with its place, until it is known whether it stands. */
export type Placed<Value> = Readonly<{
  value: Value;
  row: number;
  raw: string;
  tally: Tally;
  columnOf(field: string): string;
}>;

/** Counts the rows of one file for one holding; every row ends in exactly one count of its summary. */
export type Tally = Readonly<{
  file: string;
  distinct: boolean;
  addRow(): void;
  addSkipped(): void;
  addDuplicate(): void;
  refuseRow(row: number, raw: string, faults: readonly RowFault[]): void;
  /** Refuses the file as a whole, in its heading line or (row 0) before that. */
  refuseFile(row: 0 | 1, fault: RowFault): void;
  summary(): InputSummary;
}>;

export type TallyStart = Omit<InputSummary, 'rows' | 'accepted' | 'duplicates' | 'skipped' | 'rejected'> &
  Readonly<{ distinct: boolean }>;

/** A tally whose rejects go to `rejects`. */
export function startTally({ distinct, ...input }: TallyStart, rejects: Reject[]): Tally {
  const { file } = input;
  const counts = { rows: 0, duplicates: 0, skipped: 0, rejected: 0 };
  return {
    file,
    distinct,
    addRow() {
      counts.rows += 1;
    },
    addSkipped() {
      counts.skipped += 1;
    },
    addDuplicate() {
      counts.duplicates += 1;
    },
    refuseRow(row, raw, faults) {
      counts.rejected += 1;
      for (const fault of faults) rejects.push({ file, row, ...fault, raw });
    },
    refuseFile(row, fault) {
      rejects.push({ file, row, ...fault, raw: '' });
    },
    summary() {
      const accepted = counts.rows - counts.duplicates - counts.skipped - counts.rejected;
      return { ...input, ...counts, accepted };
    },
  };
}

/** Refuses a placed row for one reason, in the column of a field. */
export function refusePlaced<Value>(
  placed: Placed<Value>,
  field: string,
  code: FaultCode,
  message: string,
): void {
  placed.tally.refuseRow(placed.row, placed.raw, [{ column: placed.columnOf(field), code, message }]);
}

/** The place of a row in words, as another row's message names it. */
export function placeOf<Value>({ tally, row }: Placed<Value>): string {
  return `row ${row} of ${tally.file}`;
}
