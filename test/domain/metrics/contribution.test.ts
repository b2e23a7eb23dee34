import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountedMetric, Metric } from '../../../schemas/metric.ts';
import { contributionsOf } from '../../../src/domain/metrics/contribution.ts';
import {
  multiplyUnits,
  ONE_UNIT,
  toUnits,
  unitsToFact,
  unitsToText,
} from '../../../src/domain/metrics/fixed-point.ts';
import { decimal, formatDecimal, sum } from '../../../src/domain/money/decimal.ts';
import { roundTo } from '../../../src/domain/money/rounding.ts';
import { ACTIVITY_TYPES, activity, order, populationOf, rep, ZONE } from '../evaluate/builders.ts';

const metricOf = (fields: object): CountedMetric =>
  Metric.parse({
    code: 'm',
    name: { zh: 'm', en: 'm' },
    activities: ['order.placed'],
    ...fields,
  }) as CountedMetric;
const population = populationOf([rep('ann'), rep('bob')], { north: ['ann'], south: ['bob'] });
const reading = {
  activityTypes: new Map(ACTIVITY_TYPES.map((each) => [each.type, each])),
  population,
  timeZone: ZONE,
};
const frame = { read: () => undefined };
const contributed = (
  metric: object,
  given: Parameters<typeof contributionsOf>[0],
  filter: { test: boolean | undefined } = { test: true },
) =>
  contributionsOf(
    given,
    [
      {
        metric: metricOf(metric),
        where: {
          test: () => filter.test,
          trace: () => ({ kind: 'all', result: filter.test, children: [] }),
          slots: [],
        },
      },
    ],
    frame,
    reading,
  );
const short = (list: ReturnType<typeof contributed>) =>
  list.map(({ rep: who, team, key, units, dimension }) => [who, team, key, unitsToText(units), dimension]);

describe('contributions', () => {
  const sale = order('1', '2017-03-09', 'ann', '20565.6206', {
    outlet: 'o1',
    shares: { ann: '0.6', bob: '0.4' },
  });

  it('credit sums and counts by share, to the team of each rep', () => {
    expect(short(contributed({ aggregate: 'sum', of: 'amount' }, sale))).toEqual([
      ['rep_ann', 'tem_north', '', '12339.37236', ''],
      ['rep_bob', 'tem_south', '', '8226.24824', ''],
    ]);
    expect(short(contributed({ aggregate: 'count' }, sale)).map(([, , , units]) => units)).toEqual([
      '0.6',
      '0.4',
    ]);
  });

  it('count what is distinct whole for each credited rep', () => {
    expect(short(contributed({ aggregate: 'countDistinct', of: 'outlet' }, sale))).toEqual([
      ['rep_ann', 'tem_north', 'out_o1', '1', ''],
      ['rep_bob', 'tem_south', 'out_o1', '1', ''],
    ]);
    expect(short(contributed({ aggregate: 'max', of: 'amount' }, sale)).map(([, , key]) => key)).toEqual([
      '20565.6206',
      '20565.6206',
    ]);
  });

  it('keep the outlet of a metric per outlet, and need one', () => {
    expect(
      short(contributed({ aggregate: 'count', per: 'outlet' }, sale)).map(([, , , , dimension]) => dimension),
    ).toEqual(['out_o1', 'out_o1']);
    expect(contributed({ aggregate: 'count', per: 'outlet' }, order('2', '2017-03-09', 'ann', '1'))).toEqual(
      [],
    );
  });

  it('need a filter that is true and a value that is known', () => {
    expect(contributed({ aggregate: 'count' }, sale, { test: false })).toEqual([]);
    expect(contributed({ aggregate: 'count' }, sale, { test: undefined })).toEqual([]);
    expect(contributed({ aggregate: 'sum', of: 'quantity' }, sale)).toEqual([]);
  });

  it('take derived products of three fields with six digits each', () => {
    const given = activity({
      id: '1',
      at: '2017-03-09',
      rep: 'ann',
      data: { quantity: '1.000001', price: '1.000001', rate: '0.100001' },
    });
    expect(short(contributed({ aggregate: 'sum', of: 'worth' }, given))).toEqual([
      ['rep_ann', 'tem_north', '', '0.100001200002', ''],
    ]);
  });
});

describe('fixed-point units', () => {
  const amounts = fc
    .tuple(fc.bigInt(-(10n ** 18n), 10n ** 18n), fc.nat(999_999))
    .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(6, '0')}`);

  it('sum exactly and come back as they were', () => {
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 10 }), (list) => {
        const total = list.reduce((units, text) => units + toUnits(text), 0n);
        expect(unitsToText(total)).toBe(formatDecimal(sum(list.map(decimal))));
        expect(toUnits(unitsToText(total))).toBe(total);
        expect(String(unitsToFact(total))).toBe(unitsToText(total));
      }),
    );
  });

  it('multiply as decimals do, rounded half-up at the twelfth digit', () => {
    const smallest = decimal('0.000000000001');
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        const exact = decimal(a).times(decimal(b));
        expect(unitsToText(multiplyUnits(toUnits(a), toUnits(b)))).toBe(
          formatDecimal(roundTo(exact, smallest, 'half-up')),
        );
      }),
    );
    expect(multiplyUnits(ONE_UNIT, 7n)).toBe(7n);
  });

  it.each([
    ['0.0000000000005', 1n],
    ['0.00000000000049', 0n],
    ['-0.0000000000005', -1n],
    ['1.000000000000499', ONE_UNIT],
    ['-0.5', -ONE_UNIT / 2n],
    ['-0', 0n],
  ])('round %s at the twelfth digit', (text, units) => {
    expect(toUnits(text)).toBe(units);
  });
});
