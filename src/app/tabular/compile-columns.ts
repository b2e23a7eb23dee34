import type { FieldSource } from '../../../schemas/mapping.ts';
import type { FaultCode } from '../../domain/activities/activity.ts';
import { normalText } from '../../domain/activities/normal-text.ts';
import { shown } from '../../domain/activities/shown.ts';
import { nearestName } from '../../domain/rules/nearest-name.ts';
import { attributeName } from './attribute-name.ts';
import { type CellLookup, compileWhere, normalHeading } from './compile-where.ts';
import { HOLDINGS } from './holdings.ts';
import type { PlannedFile } from './plan-files.ts';

/** The texts of a row by field, without those that are empty. */
export type Fields = ReadonlyMap<string, string>;

export type Columns = Readonly<{
  /** Missing cells at the end are empty, and more empty ones do no harm, as spreadsheets write both. */
  fits(cells: readonly string[]): boolean;
  counts(cells: readonly string[]): boolean;
  fieldsOf(cells: readonly string[]): Fields;
  /** The heading a field comes from, or the field itself when it has none. */
  headingOf(field: string): string;
}>;

/** Why a file is refused as a whole. */
export type FileFault = Readonly<{ column: string; code: FaultCode; message: string }>;

type FieldColumn = Readonly<{
  field: string;
  heading: string;
  index: number;
  read: (cell: string) => string;
}>;

const MOST_COLUMNS = 1_000;

/**
 * Finds for each field its column, or says why the file cannot be read: a column that is required, or that the
 * mapping or its `where` names, is not there; a heading stands twice; or the mapping names an unknown field.
 */
export function compileColumns(planned: PlannedFile, headingCells: readonly string[]): Columns | FileFault {
  const headings = headingCells.map(normalHeading);
  if (headings.length > MOST_COLUMNS) {
    const message = `The file has ${headings.length} columns; keep at most ${MOST_COLUMNS}.`;
    return { column: '', code: 'column-count', message };
  }
  const where = planned.where && compileWhere(planned.where);
  if (where && 'message' in where)
    return { column: where.heading, code: 'bad-value', message: where.message };
  const columns = planned.native ? nativeColumns(planned, headings) : mappedColumns(planned, headings);
  const needed = [...columns.map(({ heading }) => heading), ...(where?.headings ?? [])].filter(
    (text) => text !== '',
  );
  const fault =
    missingField(planned, columns, headings) ??
    missingHeading(needed, headings) ??
    repeated(needed, columns, headings);
  if (fault) return fault;

  const indexOf = new Map(headings.map((heading, index) => [heading, index] as const));
  const required = new Set(HOLDINGS[planned.holds].required);
  const leastCells = Math.max(
    1,
    ...columns.filter(({ field }) => required.has(field)).map(({ index }) => index + 1),
  );
  const headingByField = new Map(columns.map(({ field, heading }) => [field, heading]));
  return {
    fits: (cells) =>
      cells.length >= leastCells && cells.slice(headings.length).every((cell) => cell.trim() === ''),
    counts(cells) {
      const lookup: CellLookup = (heading) => normalText(cells[indexOf.get(heading) ?? -1] ?? '');
      return where === undefined || where.test(lookup);
    },
    fieldsOf(cells) {
      const fields = new Map<string, string>();
      for (const { field, index, read } of columns) {
        const text = read(normalText(cells[index] ?? ''));
        if (text !== '') fields.set(field, text);
      }
      return fields;
    },
    headingOf: (field) => headingByField.get(field) || field,
  };
}

function nativeColumns({ holds }: PlannedFile, headings: readonly string[]): readonly FieldColumn[] {
  const { fields, others } = HOLDINGS[holds];
  const columns: FieldColumn[] = [];
  for (const [index, heading] of headings.entries()) {
    const isStandard = fields.includes(heading);
    if (heading === '' || (others === 'none' && !isStandard)) continue;
    // An activity's attributes are declared under exact names; those of master data are not declared at all.
    const field = isStandard || others === 'typed' ? heading : attributeName(heading);
    if (field !== undefined) columns.push({ field, heading, index, read: (cell) => cell });
  }
  return columns;
}

function mappedColumns({ fields }: PlannedFile, headings: readonly string[]): readonly FieldColumn[] {
  return Object.entries(fields).map(([field, source]) => {
    const heading = columnOf(source);
    return { field, heading, index: headings.indexOf(heading), read: readerOf(source) };
  });
}

function columnOf(source: FieldSource): string {
  if (typeof source === 'string') return normalHeading(source);
  return 'column' in source ? normalHeading(source.column) : '';
}

function readerOf(source: FieldSource): (cell: string) => string {
  if (typeof source === 'string') return (cell) => cell;
  if ('constant' in source) {
    const constant = normalText(String(source.constant));
    return () => constant;
  }
  const { otherwise = '' } = source;
  const values = new Map(Object.entries(source.values ?? {}).map(([from, to]) => [normalText(from), to]));
  return (cell) => normalText(cell === '' ? otherwise : (values.get(cell) ?? cell));
}

function missingField(
  planned: PlannedFile,
  columns: readonly FieldColumn[],
  headings: readonly string[],
): FileFault | undefined {
  const { fields, required, others } = HOLDINGS[planned.holds];
  const present = columns.map(({ field }) => field);
  const stray = present.find((field) => others === 'none' && !fields.includes(field));
  if (stray !== undefined) {
    const message = `The mapping gives ${shown(stray)}, which ${planned.holds} do not have; they have ${fields.join(', ')}.`;
    return { column: stray, code: 'unknown-attribute', message };
  }
  const missing = required.filter((field) => !present.includes(field));
  const [column] = missing;
  if (column === undefined) return undefined;
  if (planned.native) return missingColumn(missing, headings);
  const message = `The mapping of this file does not say where ${missing.map(shown).join(', ')} comes from; add it.`;
  return { column, code: 'missing-column', message };
}

function missingHeading(needed: readonly string[], headings: readonly string[]): FileFault | undefined {
  const missing = [...new Set(needed)].filter((heading) => !headings.includes(heading));
  return missing.length === 0 ? undefined : missingColumn(missing, headings);
}

function missingColumn(missing: readonly string[], headings: readonly string[]): FileFault {
  const [column = ''] = missing;
  const near = nearestName(
    column,
    headings.filter((heading) => heading !== ''),
  );
  const also = missing.length > 1 ? ` (nor ${missing.slice(1).map(shown).join(', ')})` : '';
  const remedy =
    near === undefined
      ? `it has ${headings.slice(0, 12).map(shown).join(', ')}; add the column and send the file again.`
      : `the nearest is ${shown(near)}; rename it or add the column, and send the file again.`;
  return {
    column,
    code: 'missing-column',
    message: `The file has no column ${shown(column)}${also}; ${remedy}`,
  };
}

function repeated(
  needed: readonly string[],
  columns: readonly FieldColumn[],
  headings: readonly string[],
): FileFault | undefined {
  const heading = needed.find((name) => headings.indexOf(name) !== headings.lastIndexOf(name));
  if (heading !== undefined) {
    const message = `Two columns are called ${shown(heading)}; rename one of them, since either could be meant.`;
    return { column: heading, code: 'conflict', message };
  }
  const fields = columns.map(({ field }) => field);
  const twice = columns.find(({ field }, index) => fields.indexOf(field) < index);
  if (!twice) return undefined;
  const message = `The column ${shown(twice.heading)} gives ${shown(twice.field)}, as another one does; rename it.`;
  return { column: twice.heading, code: 'conflict', message };
}
