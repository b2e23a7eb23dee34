import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { column, given } from '../../src/storage/arrays.ts';
import { rowsOf } from '../../src/storage/database.ts';
import { testDatabase } from '../test-database.ts';

const database = testDatabase();

const HOSTILE = [
  '',
  ' ',
  'NULL',
  'null',
  '"',
  '""',
  "'",
  "'; drop table rep; --",
  '\\',
  '\\"',
  '\\\\',
  '{',
  '}',
  '{}',
  '{"a","b"}',
  ',',
  'a,b',
  '"a","b"',
  '\n',
  '\r\n',
  '\t',
  '$1',
  '?',
  '业务员',
  '👩‍👩‍👧‍👦',
  '\u0001',
  '\u2028',
  '\uFFFD',
  ' leading and trailing ',
];

const texts = async (values: readonly (string | null)[]): Promise<(string | null)[]> => {
  const rows = await rowsOf<{ value: string | null }>(
    database.db(),
    sql`select value from unnest(${column(values, 'text')}) with ordinality as t (value, place) order by place`,
  );
  return rows.map(({ value }) => value);
};

describe('an array parameter', () => {
  it('carries hostile texts, empty ones and absent ones unchanged', async () => {
    const values = [...HOSTILE, null, ...HOSTILE.map((text) => text.repeat(3)), null];
    expect(await texts(values)).toEqual(values);
    expect(await texts([])).toEqual([]);
    expect(await texts([null])).toEqual([null]);
  });

  it('carries any text that PostgreSQL can hold', async () => {
    const anyText = fc
      .string({ unit: 'binary' })
      .filter((text) => !text.includes('\0') && text.isWellFormed());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(anyText), { maxLength: 40 }), async (values) => {
        expect(await texts(values)).toEqual(values);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['bigint', ['9007199254740993', '-9223372036854775808', '9223372036854775807']],
    ['numeric', ['20565.6206', '0.000000000001', '99999999999999999999999999.123456']],
    ['date', ['2024-02-29', '-infinity', 'infinity', null]],
    ['boolean', [true, false, null]],
    ['integer', [0, -1, 2147483647]],
  ])('keeps every digit of %s', async (type, values) => {
    const rows = await rowsOf<{ value: string | null }>(
      database.db(),
      sql`select value::text as value from unnest(${column(values, type)}) with ordinality as t (value, place)
        order by place`,
    );
    expect(rows.map(({ value }) => value)).toEqual(
      values.map((value) => (value === null ? null : String(value))),
    );
  });

  it('finds the members it has and no others', async () => {
    const [row] = await rowsOf<{ found: boolean; missed: boolean }>(
      database.db(),
      sql`select ${'a"b\\'} = any(${column(['x', 'a"b\\'], 'text')}) as found,
        'a' = any(${column(['{a}', '"a"'], 'text')}) as missed`,
    );
    expect(row).toEqual({ found: true, missed: false });
  });
});

describe('given rows', () => {
  it('keep their columns together, JSON documents among them', async () => {
    const rows = HOSTILE.map((text, index) => ({
      text,
      number: index,
      json: index % 3 === 0 ? null : { [text]: [text, null, 20565.6206, true] },
    }));
    const found = await rowsOf<{ text: string; number: number; json: unknown }>(
      database.db(),
      sql`select c1 as text, c2 as number, c3::jsonb as json from ${given(rows, [
        ['c1', 'text', (row) => row.text],
        ['c2', 'integer', (row) => row.number],
        ['c3', 'json', (row) => row.json],
      ])} order by c2`,
    );
    expect(found).toEqual(rows);
  });
});

describe('values', () => {
  it('come back in the same shape from every driver', async () => {
    const [row] = await rowsOf(
      database.db(),
      sql`select 1 as int4, 1.5::float8 as float8, true as bool, 'x' as text, null as absent,
        9007199254740993::bigint::text as int8, trim_scale(20565.620600)::text as numeric,
        date '2024-02-29'::text as date, ${JSON.stringify({ a: ['"'] })}::jsonb as json, '"text"'::jsonb as json_text,
        (extract(epoch from timestamptz '2024-03-01T00:00:00.123Z') * 1000)::float8 as instant`,
    );
    expect(row).toEqual({
      int4: 1,
      float8: 1.5,
      bool: true,
      text: 'x',
      absent: null,
      int8: '9007199254740993',
      numeric: '20565.6206',
      date: '2024-02-29',
      json: { a: ['"'] },
      json_text: 'text',
      instant: Date.parse('2024-03-01T00:00:00.123Z'),
    });
  });
});
