import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareCanonical, contentOf, identityOf } from '../../../src/domain/activities/content.ts';
import { shown } from '../../../src/domain/activities/shown.ts';
import { canonicalJson } from '../../../src/domain/canonical-json.ts';

const activity = { source: 's', id: 'i', type: 't', time: 1, subject: 'R', data: { a: '1', b: true } };

it('gives equal content the same text, whatever the order of keys and the identity', () => {
  const other = { data: { b: true, a: '1' }, subject: 'R', time: 1, type: 't', id: 'other', source: 'x' };
  expect(contentOf(other)).toBe(contentOf(activity));
  expect(contentOf({ ...activity, data: { a: '1' } })).not.toBe(contentOf(activity));
  expect(contentOf(activity)).toBe('{"data":{"a":"1","b":true},"subject":"R","time":1,"type":"t"}');
});

it('writes JSON that reads back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('gives different identities different keys', () => {
  const pair = fc.record({ source: fc.string(), id: fc.string() });
  fc.assert(
    fc.property(pair, pair, (a, b) => {
      expect(identityOf(a) === identityOf(b)).toBe(a.source === b.source && a.id === b.id);
    }),
  );
});

it('orders by time, source and id in code units', () => {
  const list = [
    { time: 2, source: 'a', id: 'a' },
    { time: 1, source: 'a', id: 'é' },
    { time: 1, source: 'a', id: 'z' },
    { time: 1, source: 'B', id: 'z' },
  ];
  expect(list.sort(compareCanonical).map(({ time, source, id }) => `${time}${source}${id}`)).toEqual([
    '1Bz',
    '1az',
    '1aé',
    '2aa',
  ]);
});

it('echoes at most 60 characters and no control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const echo = shown(text);
      expect([...echo].length).toBeLessThanOrEqual(62);
      expect(echo).not.toMatch(/[\p{Cc}\p{Cs}]/u);
    }),
  );
});
