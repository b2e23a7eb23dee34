import fc from 'fast-check';
import type { Described, Schema } from './described.ts';

/** What exists by the name under which it is asked for: a fair share of the requests should find something. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

/** Only pages tell of these. */
const GIVEN_BY_PAGES = new Set(['cursor']);

/** Objects deeper than this hold what they must and nothing else. */
const MOST_DEPTH = 4;

/**
 * Values that a schema of the document admits. A field whose name is known holds mostly something that exists: of 13
 * values so many are `strangers`.
 */
export const goodValues = (described: Described, known: Known, strangers: 0 | 1 = 1) => {
  const of = (schema: Schema, name: string, depth = 0): fc.Arbitrary<unknown> => {
    const own = described.resolved(schema);
    const any = byKeywords(own, depth);
    const there = (known[name] ?? []).filter((value) => described.isValid(own, value));
    const [first, ...others] = there;
    if (first === undefined) return any;
    return fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(first, ...others) },
      { weight: GIVEN_BY_PAGES.has(name) ? 0 : strangers, arbitrary: any },
    );
  };

  const byKeywords = (schema: Schema, depth: number): fc.Arbitrary<unknown> => {
    if ('const' in schema) return fc.constant(schema.const);
    if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
    if (Array.isArray(schema.anyOf))
      return fc.oneof(...(schema.anyOf as Schema[]).map((each) => of(each, '', depth)));
    switch (schema.type) {
      case 'string':
        return text(schema).filter((value) => described.isValid(schema, value));
      case 'integer':
        return fc.integer({ min: Number(schema.minimum ?? -1e6), max: Number(schema.maximum ?? 1e6) });
      case 'number':
        // At most 15 digits, as the descriptions of amounts say and no keyword can.
        return fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 100);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'array': {
        const minLength = Number(schema.minItems ?? 0);
        const maxLength = Math.min(Number(schema.maxItems ?? 3), 3);
        return fc.array(of((schema.items ?? {}) as Schema, '', depth + 1), { minLength, maxLength });
      }
      case 'object':
        return object(schema, depth);
      case undefined:
        // Whatever JSON there is.
        return fc.jsonValue({ maxDepth: 2 });
      default:
        throw new Error(`Nothing generates ${JSON.stringify(schema)}.`);
    }
  };

  const object = (schema: Schema, depth: number): fc.Arbitrary<unknown> => {
    const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
    const required = (schema.required ?? []) as string[];
    const wanted = properties.filter(([name]) => depth < MOST_DEPTH || required.includes(name));
    const fields = fc.record(
      Object.fromEntries(wanted.map(([name, each]) => [name, of(each, name, depth + 1)])),
      { requiredKeys: required },
    );
    const { additionalProperties: others, propertyNames: names } = schema;
    if (typeof others !== 'object' || others === null || names === undefined) return fields;
    const further = fc.dictionary(
      of(names as Schema, 'attribute', depth + 1) as fc.Arbitrary<string>,
      of(others as Schema, '', depth + 1),
      { maxKeys: 3, noNullPrototype: true },
    );
    return fc.tuple(fields, further).map(([own, more]) => ({ ...more, ...own }));
  };

  return (schema: Schema, name = ''): fc.Arbitrary<unknown> => of(schema, name);
};

/** Texts by pattern, by format, or of a length, both ends of it included. What they are too much is filtered out. */
const text = ({ pattern, format, minLength = 0, maxLength = 300 }: Schema): fc.Arbitrary<string> => {
  if (format === 'date')
    return fc
      .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
  if (typeof pattern !== 'string') return anyText(Number(minLength), Number(maxLength));
  const [, least, most] = ANY_TEXT.exec(pattern) ?? [];
  if (most !== undefined) return anyText(Number(least), Number(most));
  // fast-check knows neither lookaheads nor classes without the characters of a category.
  const generable = pattern
    .replace(/^\^\(\?!.*?\$\)/, '^')
    .replaceAll(/\[\^[^\]]*\\p[^\]]*\]/g, '[a-z0-9桂]');
  return fc.stringMatching(new RegExp(generable, 'u')).filter(isOfCalendar);
};

/** A pattern that admits all characters but a few. */
const ANY_TEXT = /^\^(?:\(\?=\\s\*\\S\))?\[\^[^\]]+\]\{(\d+),(\d+)\}\$$/;

const anyText = (least: number, most: number): fc.Arbitrary<string> => {
  const longest = fc.constantFrom('a', '0', '桂', '👑').map((character) => character.repeat(most));
  const short = fc.string({ unit: 'grapheme', minLength: least, maxLength: Math.min(most, 40) });
  return fc.oneof({ weight: 6, arbitrary: short }, { weight: 1, arbitrary: longest });
};

/** Days and last weeks of a year that do not exist, and no pattern can tell. */
const isOfCalendar = (value: string): boolean =>
  !/^\d{4}-W53$/.test(value) && (!/^\d{4}-\d{2}-\d{2}$/.test(value) || isDay(value));

const isDay = (value: string): boolean => {
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
};
