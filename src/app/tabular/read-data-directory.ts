import type { Holding } from '../../../schemas/mapping.ts';
import type { Target } from '../../../schemas/target.ts';
import type { ParsedActivity } from '../../domain/activities/activity.ts';
import { compareText } from '../../domain/compare-text.ts';
import { ERASED_REFUSAL } from '../../domain/personal-data/erased-person.ts';
import type {
  DataSource,
  ImportedActivity,
  ImportedData,
  ImportOptions,
  ImportProgress,
  OutletRecord,
  Reject,
  RepRecord,
} from './imported-data.ts';
import { type KnownCodes, knownCodes } from './known-codes.ts';
import { mergeActivities } from './merge-activities.ts';
import { mergeMemberships } from './merge-memberships.ts';
import { mergeRecords } from './merge-records.ts';
import {
  parseMembership,
  parseOutlet,
  parseProduct,
  parseRep,
  parseTeam,
  type RecordParser,
} from './parse-master-data.ts';
import { parseTargetRow } from './parse-target-row.ts';
import { placeActivity } from './place-activity.ts';
import { planFiles } from './plan-files.ts';
import { type DirectoryReader, readDirectory } from './read-directory.ts';
import { refersTo } from './refers-to.ts';
import { refuseOrphanTeams } from './refuse-orphan-teams.ts';
import { refuseUnfitCorrections } from './refuse-unfit-corrections.ts';
import { type Placed, refusePlaced } from './tally.ts';
import { isTargetOfKnown, targetKey } from './target-rows.ts';
import { byPlace } from './write-rejects.ts';

/**
 * Everything that a data directory holds, typed, checked against each other and in a fixed order (activities
 * canonically, everything else by key), and everything that was refused, with place and reason. The order of the
 * rows and repeated rows change nothing but the row numbers, as long as no two records contradict each other.
 * Rows never make it fail; it only rejects when the source does.
 */
export async function readDataDirectory(
  source: DataSource,
  options: ImportOptions,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<ImportedData> {
  const rejects: Reject[] = [];
  const names = await source.list();
  const reader = await readDirectory(source, names, planFiles(options.mapping, names), rejects, onProgress);
  const { timeZone, knows } = options;
  const refusedTeams = new Set<string>();
  const refusedReps = new Set<string>();

  const teamRows = readRecords(reader, 'teams', parseTeam, timeZone, refusedTeams);
  const teams = mergeRecords(
    refuseOrphanTeams(teamRows, refusedTeams, knows.team, knows.parents),
    ({ code }) => code,
    'code',
  );
  const isTeam = knownCodes('team', codesOf(teams), refusedTeams, knows.team);

  const repRows = readRecords(reader, 'reps', parseRep, timeZone, refusedReps);
  const kept = withoutErased(knownTeamOnly(repRows, isTeam, refusedReps), knows.erased);
  const reps = mergeRecords(kept, ({ code }) => code, 'code');
  const isRep = knownCodes('rep', codesOf(reps), refusedReps, knows.rep, knows.erased);

  const { memberships, companions } = readMemberships(reader, timeZone, isRep, isTeam);
  const outlets = readRecords(reader, 'outlets', parseOutlet, timeZone).filter((row) =>
    refersTo(row, 'rep', row.value.rep, isRep),
  );
  const products = readRecords(reader, 'products', parseProduct, timeZone);
  const targets = readTargets(reader, options, isRep, isTeam);
  const activities = refuseUnfitCorrections(mergeActivities(readActivities(reader, options, isRep)), options);

  return {
    teams,
    reps,
    memberships,
    outlets: mergeRecords<OutletRecord>(outlets, ({ code }) => code, 'code'),
    products: mergeRecords(products, ({ code }) => code, 'code'),
    targets: mergeRecords(targets, targetKey, 'subject'),
    activities: activities.map(importedActivity),
    rejects: onceEach(rejects),
    companions,
    inputs: reader.summaries(),
    headings: reader.headings,
  };
}

function readRecords<Value>(
  reader: DirectoryReader,
  holding: Holding,
  parse: RecordParser<Value>,
  timeZone: string,
  refused = new Set<string>(),
  keyField = 'code',
): readonly Placed<Value>[] {
  const records: Placed<Value>[] = [];
  for (const { value: fields, ...place } of reader.rows(holding)) {
    const parsed = parse(fields, timeZone);
    if ('value' in parsed) {
      records.push({ ...place, value: parsed.value });
      continue;
    }
    refused.add(fields.get(keyField) ?? '');
    const faults = parsed.faults.map(({ field, code, message }) => ({
      column: place.columnOf(field),
      code,
      message,
    }));
    place.tally.refuseRow(place.row, place.raw, faults);
  }
  return records;
}

function readMemberships(
  reader: DirectoryReader,
  timeZone: string,
  isRep: KnownCodes,
  isTeam: KnownCodes,
): Pick<ImportedData, 'memberships' | 'companions'> {
  const refused = new Set<string>();
  const rows = readRecords(reader, 'memberships', parseMembership, timeZone, refused, 'rep');
  const known = rows.filter((row) => {
    const { rep, team } = row.value;
    if (refersTo(row, 'rep', rep, isRep) && refersTo(row, 'team', team, isTeam)) return true;
    refused.add(rep);
    return false;
  });
  const kept = mergeMemberships(known, refused);
  return {
    memberships: kept.map(({ value }) => value),
    companions: kept
      .filter(({ value }) => refused.has(value.rep))
      .map(({ tally, row, raw }) => ({ file: tally.file, row, raw })),
  };
}

function readTargets(
  reader: DirectoryReader,
  { calendar, knows }: ImportOptions,
  isRep: KnownCodes,
  isTeam: KnownCodes,
): readonly Placed<Target>[] {
  const parse: RecordParser<Target> = (fields) =>
    parseTargetRow(fields, { calendar, isRep: isRep.has, isTeam: isTeam.has });
  return readRecords(reader, 'targets', parse, calendar.timeZone).filter((row) =>
    isTargetOfKnown(row, isRep, isTeam, knows.metric),
  );
}

function readActivities(
  reader: DirectoryReader,
  context: ImportOptions,
  isRep: KnownCodes,
): readonly Placed<ParsedActivity>[] {
  const activities: Placed<ParsedActivity>[] = [];
  for (const row of reader.activities()) {
    const placed = placeActivity(row, context, isRep);
    if (placed) activities.push(placed);
  }
  return activities;
}

function importedActivity({ value, tally, row, raw, columnOf }: Placed<ParsedActivity>): ImportedActivity {
  return { activity: value, file: tally.file, row, raw, columnOf };
}

function knownTeamOnly(
  rows: readonly Placed<RepRecord>[],
  isTeam: KnownCodes,
  refused: Set<string>,
): readonly Placed<RepRecord>[] {
  return rows.filter((row) => {
    if (refersTo(row, 'team', row.value.team, isTeam)) return true;
    refused.add(row.value.code);
    return false;
  });
}

/** A person who was erased does not come back with the next file, not even under the old code. */
function withoutErased(
  rows: readonly Placed<RepRecord>[],
  wasErased: ImportOptions['knows']['erased'],
): readonly Placed<RepRecord>[] {
  return rows.filter((row) => {
    if (!wasErased?.(row.value.code)) return true;
    refusePlaced(row, 'code', 'erased-rep', ERASED_REFUSAL);
    return false;
  });
}

function codesOf(records: readonly Readonly<{ code: string }>[]): readonly string[] {
  return records.map(({ code }) => code);
}

/** In order of place; a file that gives two holdings has each broken line told once. */
function onceEach(rejects: readonly Reject[]): readonly Reject[] {
  const sorted = [...rejects].sort((a, b) => byPlace(a, b) || compareText(a.message, b.message));
  return sorted.filter((reject, index) => {
    const previous = sorted[index - 1];
    return !previous || byPlace(previous, reject) !== 0 || previous.message !== reject.message;
  });
}
