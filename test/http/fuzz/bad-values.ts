import { pointer } from '../../../src/domain/pointer.ts';
import type { Described, Schema } from './described.ts';

/** A value that breaks its schema, and the place where it does. */
export type Broken = Readonly<{ value: unknown; at: readonly (string | number)[] }>;

/** A number that JSON can say and no double can hold; `bodyText` writes it. */
export const BEYOND_DOUBLES = Number.POSITIVE_INFINITY;

/** Tried wherever the schema does not admit them: other types, ends of ranges, texts that are none. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 63,
  BEYOND_DOUBLES,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udfff',
  'no such thing',
  '2024-02-30',
  '2024-13',
  '1e5',
  '--1',
  '1'.repeat(25),
  'x'.repeat(5_000),
  '桂'.repeat(5_000),
  [],
  [[]],
  {},
  { unknown: { deeply: [1] } },
];

const UNKNOWN_NAMES = ['unknown', '__proto__', 'constructor', 'toString', 'prototype', 'a b', ''];

/** Every way in which we know to break a value that a schema admits, each in one place, nested ones included. */
export const brokenValues = (described: Described) => {
  const of = (schema: Schema, value: unknown): Broken[] => {
    const own = described.resolved(schema);
    const replaced = [...STRANGE, ...beyond(own)]
      // Another object or list is broken in its fields or items, not as a whole.
      .filter((strange) => own.type !== kindOf(strange))
      .filter((strange) => !described.isValid(own, strange))
      .map((strange): Broken => ({ value: strange, at: [] }));
    const alternative = ((own.anyOf ?? []) as Schema[]).find((each) => described.isValid(each, value));
    return [...replaced, ...(alternative ? within(alternative, value) : []), ...within(own, value)];
  };

  const within = (schema: Schema, value: unknown): Broken[] => {
    const own = described.resolved(schema);
    if (Array.isArray(value) && own.items) return inItems(own, value);
    if (typeof value !== 'object' || value === null) return [];
    return inFields(own, value as Readonly<Record<string, unknown>>);
  };

  const inItems = ({ items, maxItems }: Schema, value: readonly unknown[]): Broken[] => {
    const [first] = value;
    const tooMany = first !== undefined && typeof maxItems === 'number' && maxItems <= 1_000;
    return [
      ...value.flatMap((item, index) =>
        of(items as Schema, item).map((broken) => ({
          value: value.with(index, broken.value),
          at: [index, ...broken.at],
        })),
      ),
      ...(tooMany ? [{ value: new Array(maxItems + 1).fill(first), at: [] }] : []),
    ];
  };

  const inFields = (schema: Schema, value: Readonly<Record<string, unknown>>): Broken[] => {
    const properties = (schema.properties ?? {}) as Readonly<Record<string, Schema>>;
    const broken: Broken[] = ((schema.required ?? []) as string[]).map((name) => ({
      value: Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)),
      at: [name],
    }));
    for (const [name, each] of Object.entries(properties))
      for (const one of of(each, value[name]))
        broken.push({ value: { ...value, [name]: one.value }, at: [name, ...one.at] });
    for (const [name, given] of furtherFields(schema)) {
      // Entries make a field of its own of `__proto__` too.
      const further = Object.fromEntries([...Object.entries(value), [name, given]]);
      if (!Object.hasOwn(properties, name) && !described.isValid(schema, further))
        broken.push({ value: further, at: [name] });
    }
    return broken;
  };

  return of;
};

const kindOf = (value: unknown): 'object' | 'array' | undefined => {
  if (Array.isArray(value)) return value.length === 0 ? undefined : 'array';
  return typeof value === 'object' && value !== null ? 'object' : undefined;
};

/** Fields that nobody declared, and declared further ones that are not what they should be. */
const furtherFields = ({ additionalProperties: others }: Schema): [string, unknown][] => [
  ...UNKNOWN_NAMES.map((name): [string, unknown] => [name, typeof others === 'object' ? 'text' : 1]),
  ...(typeof others === 'object' ? STRANGE.map((strange): [string, unknown] => ['further', strange]) : []),
  ['x'.repeat(200), 'text'],
];

/** Just outside of what the schema bounds. */
const beyond = ({ minimum, maximum, maxLength }: Schema): unknown[] => [
  ...(typeof minimum === 'number' ? [minimum - 1] : []),
  ...(typeof maximum === 'number' ? [maximum + 1] : []),
  ...(typeof maxLength === 'number' ? ['x'.repeat(maxLength + 1)] : []),
];

/** JSON as a sender with another number type would write it. */
export const bodyText = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (each === BEYOND_DOUBLES ? 'BEYOND_DOUBLES' : each)).replaceAll(
    '"BEYOND_DOUBLES"',
    '1e400',
  );

export const placeIn = ({ at }: Broken): string => pointer(at);
