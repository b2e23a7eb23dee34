import { canonicalJson } from '../../domain/canonical-json.ts';
import type { MasterDataRead } from '../../domain/facts/master-data-read.ts';
import type { ItemRow, RepRow, TeamRow } from '../../storage/master-data.ts';
import type { NamedRows } from './named-rows.ts';

/**
 * Whom a change of master data concerns, by internal id. The activities of these reps, and those that name these outlets
 * and products, are counted and judged anew; those of the reps in `judged` are only judged, as what was counted stays.
 */
export type Concerned = Readonly<{
  reps: readonly string[];
  outlets: readonly string[];
  products: readonly string[];
  judged: readonly string[];
  everybody: boolean;
}>;

export const NOBODY: Concerned = { reps: [], outlets: [], products: [], judged: [], everybody: false };

/**
 * Compares what was stored with what now is. What was not there before concerns nobody: an activity is only taken from
 * reps who are there, and the outlets and products it names have a row from then on.
 */
export const concernedBy = (before: NamedRows, after: NamedRows, read: MasterDataRead): Concerned => {
  const known = new Set(before.reps.map(({ id }) => id));
  const ownTargets = changedKeys(before.targets, after.targets, ({ subjectId }) => subjectId);
  const teams = new Set(
    [...before.targets, ...after.targets]
      .filter(({ subjectKind }) => subjectKind === 'team')
      .map(({ subjectId }) => subjectId),
  );
  const assigned = read.assignedOutlets ? changedAssignments(before.outlets, after.outlets) : [];
  const membersChanged = changedKeys(before.memberships, after.memberships, ({ repId }) => repId);
  return {
    reps: distinct([
      ...changedRows(before.reps, after.reps, repText(read)),
      // Memberships of reps who stand in no file of reps: they are known, or the rows would have been refused.
      ...membersChanged.filter((rep) => known.has(rep) || !after.reps.some(({ id }) => id === rep)),
    ]),
    outlets: changedRows(before.outlets, after.outlets, itemText(read.outlet)),
    products: changedRows(before.products, after.products, itemText(read.product)),
    judged: distinct([...ownTargets.filter((subject) => !teams.has(subject)), ...assigned]),
    everybody:
      read.teams &&
      (changedRows(before.teams, after.teams, lineText).length > 0 ||
        ownTargets.some((subject) => teams.has(subject))),
  };
};

/** What of a rep can decide. The number of an employee is for payroll alone. */
const repText =
  ({ repNames }: MasterDataRead) =>
  ({ name, role, league, hiredOn, leftOn, attributes }: RepRow): string =>
    canonicalJson([repNames ? name : '', role, league, hiredOn, leftOn, attributes]);

/** What the plan reads of an outlet or product; of one that is not listed there is nothing to read. */
const itemText =
  (read: ReadonlySet<string>) =>
  ({ name, listed, attributes }: ItemRow): string => {
    const known: Readonly<Record<string, string>> = listed ? { ...attributes, name } : {};
    return canonicalJson(
      Object.entries(known)
        .filter(([attribute]) => read.has(attribute))
        .sort(),
    );
  };

/** Whom figures are credited to beyond the team itself. */
const lineText = ({ parentId, managerCode }: TeamRow): string => canonicalJson([parentId, managerCode]);

/** Ids of rows that were there before and say something else now. */
const changedRows = <Row extends Readonly<{ id: string }>>(
  before: readonly Row[],
  after: readonly Row[],
  textOf: (row: Row) => string,
): string[] => {
  const now = new Map(after.map((row) => [row.id, textOf(row)]));
  return before.filter((row) => now.get(row.id) !== textOf(row)).map(({ id }) => id);
};

/** Whoever has not the same rows as before. */
const changedKeys = <Row extends object>(
  before: readonly Row[],
  after: readonly Row[],
  keyOf: (row: Row) => string,
): string[] => {
  const [was, is] = [Map.groupBy(before, keyOf), Map.groupBy(after, keyOf)];
  return distinct([...was.keys(), ...is.keys()]).filter(
    (key) => canonicalJson(was.get(key) ?? []) !== canonicalJson(is.get(key) ?? []),
  );
};

/** Reps who lost or were given outlets. */
const changedAssignments = (before: readonly ItemRow[], after: readonly ItemRow[]): string[] => {
  const was = new Map(before.map(({ id, repId }) => [id, repId]));
  return after.flatMap(({ id, repId }) => {
    const previous = was.get(id) ?? null;
    return previous === repId ? [] : [previous, repId].filter((rep) => rep !== null);
  });
};

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];
