import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountedMetric, Metric } from '../../../schemas/metric.ts';
import { addDays } from '../../../src/domain/calendar/local-date.ts';
import { type FactNumber, toDecimal } from '../../../src/domain/facts/fact-value.ts';
import { toUnits } from '../../../src/domain/metrics/fixed-point.ts';
import { createTimeline, type TimelineEntry } from '../../../src/domain/metrics/timeline.ts';
import { decimal, formatDecimal, sum } from '../../../src/domain/money/decimal.ts';
import { date } from '../calendar/arbitraries.ts';

const AGGREGATES = ['sum', 'count', 'countDistinct', 'firstDistinct', 'min', 'max'] as const;
const FIRST_DAY = date('2017-03-01');

const metrics = new Map(
  AGGREGATES.map((aggregate) => {
    const metric = Metric.parse({
      code: aggregate.toLowerCase(),
      name: { zh: 'm', en: 'm' },
      activities: ['order.placed'],
      aggregate,
      ...(aggregate !== 'count' && { of: 'amount' }),
      ...(aggregate === 'firstDistinct' && { scope: 'rep' }),
      per: 'outlet',
    });
    return [metric.code, metric as CountedMetric];
  }),
);

type Happening = { day: number; rep: string; outlet: string; amount: string };
const happenings: fc.Arbitrary<Happening[]> = fc
  .array(
    fc.record({
      day: fc.nat(9),
      rep: fc.constantFrom('a', 'b'),
      outlet: fc.constantFrom('x', 'y'),
      amount: fc.oneof(
        fc.constantFrom('1', '-2.5', '0.000001', '20565.6206', '1000000000000000.5'),
        fc.integer({ min: -99, max: 99 }).map(String),
      ),
    }),
    { maxLength: 20 },
  )
  .map((list) => list.sort((a, b) => a.day - b.day));

const orderOf = (index: number) => String(index).padStart(4, '0');

/** Every happening as an entry of every metric; a key is first where its rep meets it first. */
const entriesOf = (list: readonly Happening[]): TimelineEntry[] =>
  [...metrics.values()].flatMap((metric) =>
    list.map(({ day, rep, outlet, amount }, index): TimelineEntry => {
      const base = {
        metric: metric.code,
        day: addDays(FIRST_DAY, day),
        rep,
        dimension: outlet,
        order: orderOf(index),
        first: true,
        key: '',
        units: toUnits('1'),
      };
      switch (metric.aggregate) {
        case 'sum':
          return { ...base, units: toUnits(amount) };
        case 'count':
          return base;
        case 'firstDistinct':
          return {
            ...base,
            key: amount,
            first: list.findIndex((other) => other.rep === rep && other.amount === amount) === index,
          };
        default:
          return { ...base, key: amount };
      }
    }),
  );

/** What the figure is, counted one by one. */
const naive = (
  aggregate: (typeof AGGREGATES)[number],
  list: readonly Happening[],
  counts: (each: Happening, index: number) => boolean,
): string | undefined => {
  const counted = list.filter(counts).map(({ amount }) => decimal(amount));
  const best = (sign: number) => counted.reduce((one, other) => (sign * other.cmp(one) < 0 ? other : one));
  switch (aggregate) {
    case 'sum':
      return formatDecimal(sum(counted));
    case 'count':
      return String(counted.length);
    case 'countDistinct':
      return String(new Set(counted.map(formatDecimal)).size);
    case 'firstDistinct':
      return String(
        list.filter(
          (each, index) =>
            counts(each, index) &&
            list.findIndex((other) => other.rep === each.rep && other.amount === each.amount) === index,
        ).length,
      );
    case 'min':
    case 'max':
      return counted.length === 0 ? undefined : formatDecimal(best(aggregate === 'min' ? 1 : -1));
  }
};

const text = (value: FactNumber | undefined) => value && formatDecimal(toDecimal(value));

describe('the timeline', () => {
  it('says as of any place what a plain recount says', () => {
    const cases = happenings.chain((list) =>
      fc.record({
        list: fc.constant(list),
        shuffled: fc.shuffledSubarray(entriesOf(list), { minLength: list.length * AGGREGATES.length }),
        upTo: fc.integer({ min: -1, max: list.length }),
        from: fc.option(fc.nat(10), { nil: undefined }),
        to: fc.nat(10),
        rep: fc.constantFrom('a', 'b', 'nobody'),
        outlet: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
        aggregate: fc.constantFrom(...AGGREGATES),
      }),
    );
    fc.assert(
      fc.property(cases, ({ list, shuffled, upTo, from, to, rep, outlet, aggregate }) => {
        const reader = createTimeline(metrics, shuffled)(upTo < 0 ? '' : orderOf(upTo));
        const range = {
          from: from === undefined ? undefined : addDays(FIRST_DAY, from),
          to: addDays(FIRST_DAY, to),
        };
        const answer = reader.read({
          metric: aggregate.toLowerCase(),
          level: 'rep',
          subject: rep,
          range,
          dimension: outlet,
        });
        const expected = naive(
          aggregate,
          list,
          (each, index) =>
            index <= upTo &&
            each.rep === rep &&
            (outlet === undefined || each.outlet === outlet) &&
            (from === undefined || each.day >= from) &&
            each.day < to,
        );
        expect(answer === 0 ? '0' : text(answer)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('is 0 for nothing counted, unknown for its extremes and for a metric nobody declared', () => {
    const reader = createTimeline(metrics, [])('9');
    const ask = (metric: string) =>
      reader.read({
        metric,
        level: 'rep',
        subject: 'a',
        range: { from: undefined, to: FIRST_DAY },
        dimension: undefined,
      });
    expect([...metrics.keys(), 'constructor'].map(ask)).toEqual([
      0,
      0,
      0,
      0,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
