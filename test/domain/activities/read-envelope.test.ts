import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readEnvelope } from '../../../src/domain/activities/read-envelope.ts';

const envelope = {
  specversion: '1.0',
  id: 'A1',
  source: 'sfa',
  type: 'visit.completed',
  time: '2017-03-09T08:05:00+08:00',
  subject: 'R1',
  data: { outlet: 'O1', amount: '-0', note: null, quantity: '' },
};
const placesOf = (json: unknown) => {
  const read = readEnvelope(json);
  return 'faults' in read ? read.faults.map(({ field, code }) => `${field} ${code}`) : [];
};

it('takes an activity, and null or empty fields as absent', () => {
  expect(readEnvelope(envelope)).toMatchObject({
    envelope: { id: 'A1', data: { outlet: 'O1', amount: '-0' } },
  });
});

it('takes corrections, whose data is an object of objects', () => {
  const data = { original: { source: 'sfa', id: 'A0' } };
  expect(readEnvelope({ ...envelope, type: 'activity.voided', data })).toMatchObject({ envelope: { data } });
});

it('names each fault by JSON pointer', () => {
  expect(placesOf([])).toEqual([' not-json']);
  expect(placesOf({ ...envelope, id: undefined, time: 5 })).toEqual(['/id missing', '/time not-a-date']);
  expect(placesOf({ ...envelope, data: { amount: '1e999', colour: { red: 1 } } }).sort()).toEqual([
    '/data/amount not-a-number',
    '/data/colour bad-value',
  ]);
  expect(placesOf({ ...envelope, data: { shares: [{ rep: 'R1' }] } })).toEqual([
    '/data/shares/0/share missing',
  ]);
});

it('never throws', () => {
  fc.assert(fc.property(fc.jsonValue(), (json) => void placesOf(json)));
  fc.assert(fc.property(fc.jsonValue(), (data) => void placesOf({ ...envelope, data })));
});
