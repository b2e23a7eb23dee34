import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Holding } from '../../../schemas/mapping.ts';
import { HOLDINGS } from '../../../src/app/tabular/holdings.ts';
import { bodyText } from './bad-values.ts';
import type { Described, Operation, Schema } from './described.ts';
import { goodValues, type Known } from './good-values.ts';

/** The parts of a request before they are written down; a body of JSON is still a value. */
export type Parts = Readonly<{
  path: Readonly<Record<string, string>>;
  query: readonly (readonly [name: string, value: string])[];
  headers: Readonly<Record<string, string>>;
  body?: Readonly<{ type: string; value: unknown }>;
}>;

export type Written = Readonly<{
  target: string;
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
}>;

/** Requests that the document admits. What is known is asked for by name, in a path by the list it is in. */
export const goodRequests = (
  described: Described,
  operation: Operation,
  known: Known,
  strangers: 0 | 1 = 1,
): fc.Arbitrary<Parts> => {
  const values = goodValues(described, known, strangers);
  const texts = (place: string, nameOf = (name: string) => name) =>
    Object.fromEntries(
      operation.parameters
        .filter((each) => each.in === place && isAskable(each.name, known))
        .map(({ name, schema }) => [name, values(schema, nameOf(name)).map(String)]),
    );
  const required = operation.parameters.filter((each) => each.required).map(({ name }) => name);
  const inPath = fc.record(texts('path', () => listOf(operation)));
  return fc.record({
    // Dot segments never reach a service (RFC 3986, 5.2.4).
    path: inPath.filter((given) => Object.values(given).every((value) => !/^\.\.?$/.test(value))),
    query: fc
      .record(texts('query'), { requiredKeys: required.filter((name) => name in texts('query')) })
      .map((given) => Object.entries(given)),
    headers: fc
      .record(headersOf(operation), { requiredKeys: [] })
      .map((given) => given as Readonly<Record<string, string>>),
    ...(operation.bodies.size > 0 && { body: goodBodies(operation, values) }),
  });
};

type Values = ReturnType<typeof goodValues>;

const goodBodies = (operation: Operation, values: Values) =>
  fc.oneof(
    ...[...operation.bodies].map(([type, schema]) =>
      valueOfType(operation, type, schema, values).map((value) => ({ type, value })),
    ),
  );

const valueOfType = (operation: Operation, type: string, schema: Schema, values: Values) => {
  if (type === 'text/csv') return tables(operation.path.split('/').at(-2) as Holding, values);
  if (type === 'application/x-ndjson')
    return fc.array(values({ $ref: '#/components/schemas/Activity' }), { maxLength: 3 });
  return values(schema).map((value) => inAccord(operation, value));
};

/** A cursor is one that a page gave, and nothing else. */
const isAskable = (name: string, known: Known): boolean => name !== 'cursor' || known.cursor !== undefined;

/** `/reps/{code}/today` asks for something of the list `reps`. */
export const listOf = ({ path }: Operation): string => /\/([^/]+)\/\{/.exec(path)?.[1] ?? '';

const headersOf = ({ path, parameters }: Operation): Readonly<Record<string, fc.Arbitrary<string>>> =>
  parameters.some((each) => each.in === 'header')
    ? { 'Idempotency-Key': fc.uuid().map((id) => `${path}-${id}`) }
    : {};

/** What the descriptions say of several fields together, and no schema can. */
const inAccord = ({ path }: Operation, value: unknown): unknown => {
  const body = value as Readonly<Record<string, unknown>>;
  const items = (body.items ?? []) as readonly Readonly<Record<string, unknown>>[];
  if (path.endsWith('/memberships'))
    return { items: items.slice(0, 1).map((each) => ordered(each, 'from', 'to')) };
  if (path.endsWith('/targets')) return { items: items.slice(0, 1) };
  if (path.endsWith('/amend'))
    return Object.keys(body.data ?? {}).length === 0 ? { ...body, data: { amount: '7.50' } } : body;
  if (path.endsWith('/people') || path.endsWith('/people/{id}')) return ofOffice(body);
  return path.includes('/reps/') ? ordered(body, 'hiredOn', 'leftOn') : value;
};

/** Who is a rep or a manager has the code of a rep, and nobody else; a rep is one person. */
const ofOffice = ({ rep: _, ...body }: Readonly<Record<string, unknown>>) => ({
  ...body,
  ...('roles' in body && { roles: ['payroll'] }),
  ...('email' in body || 'roles' in body ? { email: `${randomUUID()}@example.cn` } : {}),
});

/** The same with the second of two dates left out unless it lies after the first. */
const ordered = (fields: Readonly<Record<string, unknown>>, first: string, second: string) => {
  const [from, to] = [fields[first], fields[second]];
  if (from === undefined || to === undefined || String(from) < String(to)) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== second));
};

/** Tables with the columns of a holding, and now and then bytes that are no table. */
const tables = (holding: Holding, values: Values): fc.Arbitrary<string | Uint8Array> => {
  const { fields, required } = HOLDINGS[holding];
  const cell = (name: string) => values({ type: 'string', minLength: 1, maxLength: 20 }, name);
  const row = fc.record(Object.fromEntries(fields.map((name) => [name, cell(name)])), {
    requiredKeys: [...required],
  });
  const quoted = (text: unknown) => `"${String(text ?? '').replaceAll('"', '""')}"`;
  const table = fc
    .array(row, { maxLength: 4 })
    .map((rows) => [fields, ...rows.map((each) => fields.map((name) => each[name]))])
    .map((rows) => `${rows.map((cells) => cells.map(quoted).join(',')).join('\n')}\n`);
  return fc.oneof(
    { weight: 6, arbitrary: table },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }) },
  );
};

/** The request as it is sent. */
export const written = (operation: Operation, { path, query, headers, body }: Parts): Written => {
  const target = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ''),
  );
  const search = query
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return {
    target: search === '' ? target : `${target}?${search}`,
    headers: { ...headers, ...(body && { 'content-type': body.type }) },
    ...(body && { body: payloadOf(body) }),
  };
};

const payloadOf = ({ type, value }: Readonly<{ type: string; value: unknown }>): string | Uint8Array => {
  if (type === 'text/csv') return value as string | Uint8Array;
  if (type === 'application/x-ndjson')
    return (value as readonly unknown[]).map((each) => `${bodyText(each)}\n`).join('');
  return bodyText(value);
};
