import type { Holding } from '../../../schemas/mapping.ts';
import type { Fault } from '../../domain/activities/activity.ts';
import { normalText } from '../../domain/activities/normal-text.ts';
import { pointer } from '../../domain/pointer.ts';
import { LaurelError } from '../errors.ts';
import type { Fields } from '../tabular/compile-columns.ts';
import { HOLDINGS } from '../tabular/holdings.ts';
import type { Reject } from '../tabular/imported-data.ts';
import type { ParsedRecord } from '../tabular/parse-master-data.ts';
import { type Placed, startTally } from '../tabular/tally.ts';

/** What a request says of records, by the names of the API. */
type Given = Readonly<Record<string, unknown>>;

/** Records of a request with their places, as rows of a file have them, and an end that refuses what was noted. */
export type GivenRecords<Value> = Readonly<{
  rows: readonly Placed<Value>[];
  /** @throws LaurelError with the place of every fault noted so far. */
  refuseFaulty(): void;
}>;

/**
 * Reads records of a request by the parser of rows of files, so that both take the same and mean the same. `place` gives
 * the JSON pointer of a record.
 */
export const givenRecords = <Value>(
  holding: Holding,
  items: readonly Given[],
  place: (index: number) => string,
  parse: (fields: Fields) => ParsedRecord<Value>,
): GivenRecords<Value> => {
  const faults: Reject[] = [];
  const file = { file: 'the request', holds: holding, bytes: 0, sha256: '', delimiter: '' } as const;
  const tally = startTally({ ...file, encoding: 'utf-8', distinct: false }, faults);
  const rows = items.flatMap((item, index): Placed<Value>[] => {
    const columnOf = (field: string) => `${place(index)}${placeOfField(field, holding)}`;
    const row = { row: index + 1, raw: '', tally, columnOf };
    const hidden = hiddenFields(item, holding);
    const parsed = parse(fieldsOf(item));
    const noted: readonly Fault[] = [...hidden, ...('faults' in parsed ? parsed.faults : [])];
    if (noted.length === 0 && 'value' in parsed) return [{ ...row, value: parsed.value }];
    tally.refuseRow(
      index + 1,
      '',
      noted.map(({ field, code, message }) => ({ column: columnOf(field), code, message })),
    );
    return [];
  });
  return {
    rows,
    refuseFaulty() {
      if (faults.length === 0) return;
      const strangers = faults.every(({ code }) => code.startsWith('unknown-'));
      throw new LaurelError(
        strangers ? 'unknown-reference' : 'invalid',
        faults.map(({ message }) => message).join(' '),
        faults.map(({ column, message }) => ({ pointer: column, detail: message })),
      );
    },
  };
};

/** The one record of a request, whose fields are those of its body; its code stands in the path. */
export const givenRecord = <Value>(
  holding: Holding,
  item: Given,
  parse: (fields: Fields) => ParsedRecord<Value>,
): GivenRecords<Value> => givenRecords(holding, [item], () => '', parse);

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A record as the cells of a row would say it: empty texts are not there. */
const fieldsOf = ({ attributes, ...own }: Given): Fields => {
  const fields = new Map<string, string>();
  const said = [
    ...Object.entries(own).map(([name, value]) => [snake(name), value] as const),
    ...Object.entries((attributes ?? {}) as Given),
  ];
  for (const [name, value] of said) {
    const text = value === undefined ? '' : normalText(String(value));
    if (text !== '' && !fields.has(name)) fields.set(name, text);
  }
  return fields;
};

/** Attributes that could not be told from fields of the same name. */
const hiddenFields = ({ attributes }: Given, holding: Holding): Fault[] =>
  Object.keys((attributes ?? {}) as Given)
    .filter((name) => HOLDINGS[holding].fields.includes(name))
    .map((name) => ({
      field: `attributes.${name}`,
      code: 'bad-value',
      message: `“${name}” is a field of its own; say it as ${camel(name)}.`,
    }));

const placeOfField = (field: string, holding: Holding): string => {
  if (field.startsWith('attributes.')) return pointer(field.split('.'));
  return HOLDINGS[holding].fields.includes(field) ? pointer([camel(field)]) : pointer(['attributes', field]);
};
