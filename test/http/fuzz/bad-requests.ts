import { type Broken, bodyText, brokenValues, placeIn } from './bad-values.ts';
import type { Described, Operation, Parameter } from './described.ts';
import { type Parts, type Written, written } from './requests.ts';

/** A request that breaks the document in one place, which the answer has to name. */
export type Bad = Written & Readonly<{ kind: string; place: string }>;

const STRANGE_TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000',
  'x'.repeat(1_001),
  '桂'.repeat(1_001),
  '1e400',
  '9223372036854775808',
  '0x10',
  '-1',
  '0',
  '501',
  '1.5',
  'NaN',
  '__proto__',
  'constructor',
  '2024-02-30',
  '2024-13',
  '2024-W60',
  'No Such Thing',
  '[object Object]',
  "' or 1=1 --",
];
const BAD_ENCODINGS = ['%', '%zz', '%e4%b8', '%ed%a0%80', '%ff', 'a%2'];
const UNKNOWN_NAMES = [
  'unknown',
  '__proto__',
  'constructor',
  'toString',
  'items[]',
  '桂',
  ...Array.from({ length: 50 }, (_, index) => `field${index}`),
];
const BAD_CURSORS = ['x', 'W10', 'bnVsbA', '%00', 'e30', 'WyJhIl0x', 'x'.repeat(1_000), '__proto__'];

/** Every way in which we know to break a request that the document admits. */
export const badRequests = (described: Described, operation: Operation, good: Parts): Bad[] => {
  const bad = (kind: string, place: string, parts: Partial<Parts>): Bad => ({
    kind,
    place,
    // A key that a request had before would be found to be of another one.
    ...written(operation, { ...good, headers: {}, ...parts }),
  });
  const ofPlace = (place: string) => operation.parameters.filter((each) => each.in === place);
  const strange = ({ schema }: Parameter) =>
    STRANGE_TEXTS.filter((text) => !described.isValid(schema, asSaid(schema.type, text)));

  const inQuery = ofPlace('query').flatMap((parameter): Bad[] => {
    const { name, required } = parameter;
    const others = good.query.filter(([other]) => other !== name);
    const place = `query:${name}`;
    const [, given = 'a'] = good.query.find(([other]) => other === name) ?? [];
    return [
      ...strange(parameter).map((text) => bad('query value', place, { query: [...others, [name, text]] })),
      bad('query twice', place, { query: [...others, [name, given], [name, given]] }),
      ...(required ? [bad('query missing', place, { query: others })] : []),
      ...BAD_ENCODINGS.map((text) =>
        appended(bad('query encoding', place, { query: others }), `${name}=${text}`),
      ),
      ...(name === 'cursor'
        ? BAD_CURSORS.map((text) => bad('cursor', place, { query: [...others, [name, text]] }))
        : []),
    ];
  });
  const unknown = UNKNOWN_NAMES.map((name) =>
    bad('query unknown', `query:${name}`, { query: [...good.query, [name, '1']] }),
  );
  const inPath = ofPlace('path').flatMap((parameter): Bad[] => {
    const { name } = parameter;
    const place = `path:${name}`;
    return [
      ...strange(parameter)
        .filter((text) => text !== '')
        .map((text) => bad('path value', place, { path: { [name]: text } })),
      ...BAD_ENCODINGS.map((text) => {
        const raw = bad('path encoding', place, { path: { [name]: 'RAW' } });
        return { ...raw, target: raw.target.replace('RAW', text) };
      }),
    ];
  });
  const inHeaders = isStream(good)
    ? []
    : ofPlace('header').flatMap(({ name }) =>
        ['', 'two words', 'x'.repeat(201)].map((text) =>
          bad('header', `header:${name.toLowerCase()}`, { headers: { [name]: text } }),
        ),
      );
  return [...inQuery, ...unknown, ...inPath, ...inHeaders, ...inBody(described, operation, good)];
};

const asSaid = (type: unknown, text: string): unknown =>
  type === 'integer' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;

const appended = (request: Bad, pair: string): Bad => ({
  ...request,
  target: `${request.target}${request.target.includes('?') ? '&' : '?'}${pair}`,
});

const isStream = ({ body }: Parts): boolean => body?.type === 'application/x-ndjson';

const inBody = (described: Described, operation: Operation, good: Parts): Bad[] => {
  const { body } = good;
  if (body === undefined) return [];
  const request = written(operation, { ...good, headers: {} });
  const typed = OTHER_TYPES.map(
    (type): Bad => ({
      ...request,
      kind: 'media type',
      place: 'header:content-type',
      headers: { 'content-type': type },
    }),
  );
  if (body.type === 'text/csv') return typed;
  const schema = isStream(good)
    ? { type: 'array', items: ACTIVITY }
    : (operation.bodies.get(body.type) ?? {});
  const broken = brokenValues(described)(schema, body.value)
    .filter((each) => !isLeftOut(operation, each))
    .filter((each) => !isStream(good) || each.at.length > 0)
    .map(
      (each): Bad => ({
        ...written(operation, { ...good, headers: {}, body: { ...body, value: each.value } }),
        kind: 'body',
        place: placeIn(each),
      }),
    );
  if (isStream(good))
    return [
      ...typed,
      ...broken,
      ...MALFORMED.filter(isLine).map(
        (line): Bad => ({ ...request, kind: 'malformed', place: '/0', body: line }),
      ),
    ];
  const text = bodyText(body.value);
  const unreadable = [...MALFORMED, ...DEEP, text.slice(0, -1), `${text}${text}`, NO_TEXT];
  return [
    ...typed,
    ...broken,
    ...unreadable.map((each): Bad => ({ ...request, kind: 'unreadable', place: '', body: each })),
  ];
};

const ACTIVITY = { $ref: '#/components/schemas/Activity' };
const OTHER_TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  '',
  'json',
];
const MALFORMED = ['', 'no json', '\u0000', '{"a":1,}', "{'a':1}", 'NaN', '{"a":01}', '[1 2]'];
const DEEP = [`${'['.repeat(70)}${']'.repeat(70)}`, `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`];
/** A text in JSON whose bytes are none in UTF-8. */
const NO_TEXT = new Uint8Array([0x22, 0xff, 0xfe, 0x22]);

const isLine = (text: string): boolean => text.trim() !== '';

/** Fields of an activity that are null or empty are as if they were left out, as their description says. */
const isLeftOut = ({ path }: Operation, { value, at }: Broken): boolean => {
  if (!path.endsWith('/activities')) return false;
  const said = at.reduce<unknown>((inner, key) => Object(inner)[key], value);
  const isEmpty = said === undefined || said === null || (typeof said === 'string' && said.trim() === '');
  return isEmpty && at.includes('data') && at.at(-2) !== 'shares';
};
