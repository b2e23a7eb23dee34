import { describe, expect, it } from 'vitest';
import { ActivityType } from '../../../schemas/activity-type.ts';
import { activityAttribute } from '../../../src/domain/facts/activity-frame.ts';
import { type FactNumber, toDecimal } from '../../../src/domain/facts/fact-value.ts';
import { formatDecimal } from '../../../src/domain/money/decimal.ts';
import { ACTIVITY_TYPES, activity, populationOf, rep, ZONE } from '../evaluate/builders.ts';

const deal = ActivityType.parse({
  type: 'deal.won',
  name: { zh: '赢单', en: 'Deal won' },
  attributes: {
    engaged: { type: 'date' },
    closed: { type: 'instant' },
    rate: { type: 'decimal' },
    factor: { type: 'decimal' },
  },
  derived: {
    days: { kind: 'days-between', from: 'engaged', to: 'time' },
    open: { kind: 'days-between', from: 'engaged', to: 'closed' },
    left: { kind: 'difference', of: ['amount', 'quantity', 'rate'] },
    total: { kind: 'sum', of: ['amount', 'quantity'] },
    commission: { kind: 'product', of: ['amount', 'rate', 'factor'] },
    league: { kind: 'lookup', from: 'rep', attribute: 'league' },
    team: { kind: 'lookup', from: 'rep', attribute: 'team' },
  },
});

const reading = {
  activityTypes: new Map([...ACTIVITY_TYPES, deal].map((each) => [each.type, each])),
  population: populationOf([rep('ann', { league: 'gold' })], { north: ['ann'] }),
  timeZone: ZONE,
};
const read = (attribute: string, data: Record<string, string> = {}) =>
  activityAttribute(
    activity({ id: '1', type: 'deal.won', at: '2017-03-09T00:30:00', rep: 'ann', outlet: 'o1', data }),
    attribute,
    reading,
  );

describe('facts of an activity', () => {
  it('are its standard fields, declared attributes and derived fields', () => {
    expect(read('type')).toBe('deal.won');
    expect(read('date')).toBe('2017-03-09');
    expect(read('outlet')).toBe('o1');
    expect(read('amount', { amount: '20565.6206' })).toBe(20565.6206);
    expect(read('total', { amount: '0.1', quantity: '0.2' })).toBe(0.3);
    expect(read('left', { amount: '10', quantity: '3', rate: '0.5' })).toBe(6.5);
    expect(read('league')).toBe('gold');
  });

  it('count days as the local calendar does', () => {
    expect(read('days', { engaged: '2017-03-01' })).toBe(8);
    expect(read('open', { engaged: '2017-03-01', closed: '2017-03-08T16:00:00.000Z' })).toBe(8);
    expect(read('open', { engaged: '2017-03-01', closed: '2017-03-08T15:59:59.000Z' })).toBe(7);
  });

  it('are unknown when a part is missing or nobody declared them', () => {
    expect(read('days')).toBeUndefined();
    expect(read('total', { amount: '1' })).toBeUndefined();
    expect(read('color', { color: 'red' })).toBeUndefined();
    for (const name of ['constructor', '__proto__', 'toString']) expect(read(name)).toBeUndefined();
  });

  it('multiply exactly, whatever the number of digits', () => {
    const product = (amount: string, rate: string, factor: string) => {
      const value = read('commission', { amount, rate, factor });
      return formatDecimal(toDecimal(value as FactNumber));
    };
    expect(product('20565.6206', '0.035', '1.5')).toBe('1079.6950815');
    expect(product('1.000001', '1.000001', '1.000001')).toBe('1.000003000003000001');
    expect(product('0.00001', '0.00001', '0.001')).toBe('0.0000000000001');
  });

  it('say the team when a lookup asks for it', () => {
    expect(read('team')).toBe('north');
  });
});
