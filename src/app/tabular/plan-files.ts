import type { Condition } from '../../../schemas/condition.ts';
import type { FieldSource, Holding, Mapping } from '../../../schemas/mapping.ts';
import { HOLDING_ORDER } from './holdings.ts';

/** How a file is read; of a native file every column gives the field of its heading. */
export type PlannedFile = Readonly<{
  file: string;
  holds: Holding;
  where?: Condition;
  fields: Readonly<Record<string, FieldSource>>;
  distinct: boolean;
  native: boolean;
  /** The file must be there. */
  expected: boolean;
}>;

const NATIVE_FILES: readonly (readonly [file: string, holds: Holding])[] = [
  ['teams.csv', 'teams'],
  ['reps.csv', 'reps'],
  ['memberships.csv', 'memberships'],
  ['outlets.csv', 'outlets'],
  ['products.csv', 'products'],
  ['targets.csv', 'targets'],
  ['activities.csv', 'activities'],
  ['activities.ndjson', 'activities'],
];

/** Activities may also come in parts, such as `activities-2026-09.csv`. */
const ACTIVITY_PART = /^activities-[\w.-]+\.(csv|ndjson)$/;

/**
 * The files to read, in the order in which they refer to each other. Without a mapping these are the native files,
 * all of which are optional, and after them the parts of activities by name; with one exactly the files it names, and
 * it must name them under these names.
 */
export function planFiles(mapping: Mapping | undefined, names: readonly string[]): readonly PlannedFile[] {
  if (!mapping) {
    const parts = names.filter((name) => ACTIVITY_PART.test(name)).sort();
    const files = [
      ...NATIVE_FILES.filter(([file]) => names.includes(file)),
      ...parts.map((file) => [file, 'activities'] as const),
    ];
    return files.map(([file, holds]) => ({
      file,
      holds,
      fields: {},
      distinct: false,
      native: true,
      expected: false,
    }));
  }
  const planned = mapping.files.map(({ file, holds, where, fields, distinct }) => ({
    file,
    holds,
    ...(where === undefined ? {} : { where }),
    fields,
    distinct,
    native: false,
    expected: true,
  }));
  return planned.sort((a, b) => HOLDING_ORDER.indexOf(a.holds) - HOLDING_ORDER.indexOf(b.holds));
}

/** Whether the lines of a file are JSON documents; every other file is a table. */
export function isJsonLines(file: string): boolean {
  return /\.(ndjson|jsonl)$/i.test(file);
}
