import { describe, expect, it } from 'vitest';
import { ActivityType } from '../../../schemas/activity-type.ts';
import type { Fault, ParsedActivity } from '../../../src/domain/activities/activity.ts';
import {
  type ActivityContext,
  type ActivityInput,
  parseActivity,
} from '../../../src/domain/activities/parse-activity.ts';

const name = { zh: '订单', en: 'Order' };
const order = ActivityType.parse({
  type: 'order.placed',
  name,
  requires: ['outlet', 'amount'],
  attributes: {
    note: { type: 'text' },
    discount: { type: 'decimal' },
    facings: { type: 'integer' },
    first: { type: 'boolean' },
    engaged_on: { type: 'date', required: true },
    seen_at: { type: 'instant' },
  },
});
const context: ActivityContext = {
  types: new Map([[order.type, order]]),
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
};

const envelope = (data: Record<string, unknown> = {}, more: Partial<ActivityInput> = {}): ActivityInput => ({
  id: 'A1',
  source: 'erp',
  type: 'order.placed',
  time: '2017-03-09',
  subject: 'R1',
  ...more,
  data: { outlet: 'O1', amount: '12.50', engaged_on: '2017-03-01', ...data },
});

function activityOf(input: ActivityInput): ParsedActivity {
  const parsed = parseActivity(input, context);
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.activity;
}

function faultsOf(input: ActivityInput): readonly Fault[] {
  const parsed = parseActivity(input, context);
  return 'faults' in parsed ? parsed.faults : [];
}

const places = (input: ActivityInput) => faultsOf(input).map(({ field, code }) => `${field} ${code}`);

describe('parseActivity', () => {
  it('types every attribute as declared', () => {
    const input = envelope({
      note: ' =SUM(A1) ',
      discount: '-0',
      facings: 6,
      first: '是',
      engaged_on: '2017/3/1',
      seen_at: '2017-03-09 08:05',
      quantity: '3.10',
    });
    expect(activityOf(input)).toEqual({
      source: 'erp',
      id: 'A1',
      type: 'order.placed',
      time: Date.UTC(2017, 2, 8, 16),
      subject: 'R1',
      data: {
        amount: '12.5',
        discount: '0',
        engaged_on: '2017-03-01',
        facings: '6',
        first: true,
        note: '=SUM(A1)',
        outlet: 'O1',
        quantity: '3.1',
        seen_at: '2017-03-09T00:05:00.000Z',
      },
    });
  });

  it('takes null, empty text and the own currency as not said', () => {
    expect(activityOf(envelope({ note: null, discount: ' ', currency: 'CNY' }))).toEqual(
      activityOf(envelope()),
    );
  });

  it.each([
    [{ amount: '1e999' }, '/data/amount not-a-number'],
    [{ amount: '=1+1' }, '/data/amount not-a-number'],
    [{ amount: '1.1234567' }, '/data/amount out-of-range'],
    [{ amount: '1000000000000000000' }, '/data/amount out-of-range'],
    [{ amount: '100000000000000000000' }, '/data/amount out-of-range'],
    [{ amount: '9'.repeat(5000) }, '/data/amount out-of-range'],
    [{ amount: 1234567890.1234567 }, '/data/amount out-of-range'],
    [{ amount: null }, '/data/amount missing'],
    [{ facings: '1.5' }, '/data/facings not-a-number'],
    [{ first: 'perhaps' }, '/data/first not-a-boolean'],
    [{ engaged_on: '2017-02-30' }, '/data/engaged_on not-a-date'],
    [{ engaged_on: '' }, '/data/engaged_on missing'],
    [{ seen_at: '=NOW()' }, '/data/seen_at not-a-date'],
    [{ note: 'x'.repeat(4001) }, '/data/note too-long'],
    [{ note: 'a\0b' }, '/data/note bad-value'],
    [{ note: '\ud800' }, '/data/note bad-value'],
    [{ currency: 'USD' }, '/data/currency foreign-currency'],
    [{ outlet: 'a\nb' }, '/data/outlet bad-value'],
    [{ constructor: 'x' }, '/data/constructor unknown-attribute'],
    [{ 'a/b': 'x' }, '/data/a~1b unknown-attribute'],
  ])('refuses %j', (data, place) => {
    expect(places(envelope(data))).toEqual([place]);
  });

  it('tells all faults at once, with a remedy and at most 60 characters of input', () => {
    const faults = faultsOf(
      envelope({ amount: '1e999', facing: '6' }, { time: `x${'y'.repeat(99)}`, id: '' }),
    );
    expect(faults.map(({ field }) => field).sort()).toEqual(['/data/amount', '/data/facing', '/id', '/time']);
    expect(faults.find(({ field }) => field === '/data/amount')?.message).toBe(
      '"1e999" is not an amount Laurel can hold; write plain digits such as 1284.50.',
    );
    expect(faults.find(({ field }) => field === '/data/facing')?.message).toContain(
      'did you mean "facings"?',
    );
    expect(faults.find(({ field }) => field === '/time')?.message).not.toContain('y'.repeat(60));
  });

  it('names the activity type that was probably meant', () => {
    const [fault] = faultsOf(envelope({}, { type: 'order.place' }));
    expect(fault).toMatchObject({ field: '/type', code: 'unknown-type' });
    expect(fault?.message).toContain('"order.placed"');
  });

  it('keeps shares that sum to exactly 1, in order of rep', () => {
    const shares = [
      { rep: 'R2', share: '0.70' },
      { rep: 'R1', share: '0.3' },
    ];
    expect(activityOf(envelope({ shares })).shares).toEqual([
      { rep: 'R1', share: '0.3' },
      { rep: 'R2', share: '0.7' },
    ]);
  });

  it.each([
    [[{ rep: 'R1', share: '0.999999' }]],
    [
      [
        { rep: 'R1', share: '0.5' },
        { rep: ' R1', share: '0.5' },
      ],
    ],
    [
      [
        { rep: 'R1', share: '2' },
        { rep: 'R2', share: '-1' },
      ],
    ],
    [[]],
    ['R1:1'],
  ])('refuses the shares %j', (shares) => {
    expect(places(envelope({ shares }))).toEqual(['/data/shares bad-shares']);
  });

  it('reads voids and amendments', () => {
    const original = { source: 'erp', id: 'A1' };
    const voided = {
      ...envelope(),
      id: 'V1',
      type: 'activity.voided',
      data: { original, reason: 'mistyped' },
    };
    expect(activityOf(voided).correction).toEqual({ original, void: true, data: {}, reason: 'mistyped' });
    const changes = { amount: 20.5, note: '', first: false };
    const amended = { ...voided, type: 'activity.amended', data: { original, subject: 'R2', data: changes } };
    expect(activityOf(amended).correction).toEqual({
      original,
      void: false,
      subject: 'R2',
      data: { amount: '20.5', first: false, note: null },
    });
  });

  it('refuses corrections that make no sense', () => {
    const correction = (type: string, data: Record<string, unknown>) =>
      places({ ...envelope(), id: 'V1', type, data });
    const original = { source: 'erp', id: 'A1' };
    expect(correction('activity.voided', {})).toEqual(['/data/original missing']);
    expect(correction('activity.voided', { original: { source: 'erp', id: ' V1' } })).toEqual([
      '/data/original bad-value',
    ]);
    expect(correction('activity.voided', { original, subject: 'R2' })).toEqual(['/data bad-value']);
    expect(correction('activity.amended', { original })).toEqual(['/data/data missing']);
    expect(correction('activity.amended', { original, amount: '5' })).toEqual([
      '/data/amount unknown-attribute',
    ]);
  });
});
