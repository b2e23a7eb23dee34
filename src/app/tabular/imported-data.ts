import type { ActivityType } from '../../../schemas/activity-type.ts';
import type { Calendar } from '../../../schemas/calendar.ts';
import type { Holding, Mapping } from '../../../schemas/mapping.ts';
import type { Target } from '../../../schemas/target.ts';
import type { FaultCode, ParsedActivity } from '../../domain/activities/activity.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import type { TextEncoding } from './decode-text.ts';
import type { Delimiter } from './detect-delimiter.ts';

/** Columns nobody declared, as texts, by the name of the column. */
export type Attributes = Readonly<Record<string, string>>;

export type TeamRecord = Readonly<{ code: string; name: string; parent?: string; manager?: string }>;

export type RepRecord = Readonly<{
  code: string;
  name: string;
  /** Text, since payroll systems write `00123`. */
  employeeNo?: string;
  team?: string;
  role?: string;
  league?: string;
  hiredOn?: LocalDate;
  leftOn?: LocalDate;
  attributes: Attributes;
}>;

/** Half-open: the rep is in the team from `from` (always, when absent) until the day before `to`. */
export type MembershipRecord = Readonly<{ rep: string; team: string; from?: LocalDate; to?: LocalDate }>;

export type OutletRecord = Readonly<{
  code: string;
  name: string;
  class?: string;
  cityClass?: string;
  rep?: string;
  routeCycle?: string;
  attributes: Attributes;
}>;

export type ProductRecord = Readonly<{
  code: string;
  name: string;
  category?: string;
  /** Canonical decimal text, as is `margin`. */
  cost?: string;
  margin?: string;
  launchedOn?: LocalDate;
  attributes: Attributes;
}>;

/** An activity with the place it was read from and its text there, in case the store refuses it later. */
export type ImportedActivity = Readonly<{
  activity: ParsedActivity;
  file: string;
  row: number;
  raw: string;
  /** What the file's author calls the place that a JSON pointer into the activity's envelope names. */
  columnOf(pointer: string): string;
}>;

/**
 * One reason why a row, or a whole file, was refused. `row` is the line of the file on which the row starts (the
 * heading is 1), and 0 for a file that is missing or no text. `column` is the heading, or a JSON pointer for NDJSON,
 * or empty. `raw` is the row as it stands in the file, and empty when the file is refused as a whole.
 */
export type Reject = Readonly<{
  file: string;
  row: number;
  column: string;
  code: FaultCode;
  message: string;
  raw: string;
}>;

/**
 * A good row that has to be sent again with a refused one: the memberships of a rep replace those known before, so
 * that the corrected row alone would take the others away.
 */
export type Companion = Readonly<{ file: string; row: number; raw: string }>;

/**
 * What was read of a file for one holding: rows = accepted + duplicates + skipped + rejected. In a `distinct` file
 * a repeated record counts as accepted. The delimiter is empty for NDJSON.
 */
export type InputSummary = Readonly<{
  file: string;
  holds: Holding;
  rows: number;
  accepted: number;
  duplicates: number;
  skipped: number;
  rejected: number;
  bytes: number;
  sha256: string;
  encoding: TextEncoding | 'unknown';
  delimiter: Delimiter | '';
}>;

export type ImportedData = Readonly<{
  teams: readonly TeamRecord[];
  reps: readonly RepRecord[];
  memberships: readonly MembershipRecord[];
  outlets: readonly OutletRecord[];
  products: readonly ProductRecord[];
  targets: readonly Target[];
  activities: readonly ImportedActivity[];
  rejects: readonly Reject[];
  companions: readonly Companion[];
  inputs: readonly InputSummary[];
  /** The heading line of each table as it stands in the file, for the files of rejected rows. */
  headings: ReadonlyMap<string, string>;
}>;

/** Where the files lie: a directory, an upload, an archive. */
export type DataSource = Readonly<{
  list(): Promise<readonly string[]>;
  read(name: string): Promise<Uint8Array>;
}>;

export type ImportOptions = Readonly<{
  /** Without one the native files are read. */
  mapping?: Mapping;
  types: ReadonlyMap<string, ActivityType>;
  timeZone: string;
  currency: string;
  calendar: Calendar;
  /** What is there already, and may be referred to without standing in the files. */
  knows: Readonly<{
    rep(code: string): boolean;
    team(code: string): boolean;
    metric(code: string): boolean;
    /** Whether a code was that of a rep who was erased. */
    erased?(code: string): boolean;
    /** Parents of teams by code, of those that have one. */
    parents?: ReadonlyMap<string, string>;
  }>;
}>;

export type ImportProgress = Readonly<{ file: string; rows: number }>;
