import { describe, expect, it } from 'vitest';
import { atLeast, cash, metric } from '../evaluate/builders.ts';
import { equals, found } from './builders.ts';

const on = (...types: string[]) => ({
  triggers: types.map((activity) => ({ activity })),
  rewards: [cash(5)],
});

describe('hold-at-one-trigger', () => {
  const until = atLeast(metric('displays'), 1);
  const held = (rule: object, condition: object = until, more = {}) =>
    found({ ...rule, limits: [{ kind: 'hold', until: condition }], ...more });

  it('finds a hold that the only trigger does not release', () => {
    expect(held(on('order.placed'))).toEqual(['hold-at-one-trigger /limits/0/until']);
    const target = { fact: 'target', params: { metric: 'sales', window: 'month' } };
    expect(held(on('order.placed'), atLeast(target, 1))).toEqual(['hold-at-one-trigger /limits/0/until']);
    expect(held({ rewards: [cash(5)] })).toEqual(['hold-at-one-trigger /limits/0/until']);
    expect(held(on('order.placed'), { condition: 'shown' }, { definitions: { shown: until } })).toEqual([
      'hold-at-one-trigger /limits/0/until',
    ]);
  });

  it('accepts a second trigger, a trigger that feeds the figure, and what the activity itself says', () => {
    expect(held(on('order.placed', 'display.checked'))).toEqual([]);
    expect(held(on('display.checked'))).toEqual([]);
    expect(held(on('order.placed'), equals({ fact: 'activity.urgent' }, true))).toEqual([]);
  });
});

describe('expired', () => {
  const valid = (validFrom: string | undefined, validTo: string) =>
    found({ rewards: [cash(5)], validFrom, validTo });

  it('finds an end before the beginning', () => {
    expect(valid('2026-03-01', '2026-02-28')).toEqual(['expired /validTo']);
  });

  it('accepts a single day, and an end without a beginning', () => {
    expect(valid('2026-03-01', '2026-03-01')).toEqual([]);
    expect(valid(undefined, '2000-01-01')).toEqual([]);
  });
});
