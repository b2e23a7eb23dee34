import { type Decimal, ZERO } from '../money/decimal.ts';

/**
 * How far an amount can go. `low` and `high` are numbers it certainly keeps to; an end that is undefined is not known
 * from the document. `rises` and `sinks` say more: that end moves without bound with what people sell or do.
 */
export type Extent = Readonly<{
  low: Decimal | undefined;
  high: Decimal | undefined;
  rises: boolean;
  sinks: boolean;
}>;

export const constant = (value: Decimal): Extent => ({ low: value, high: value, rises: false, sinks: false });
export const NOTHING = constant(ZERO);

export const canBeNegative = ({ low }: Extent): boolean => low === undefined || low.lt(ZERO);
const canBePositive = ({ high }: Extent): boolean => high === undefined || high.gt(ZERO);

export const negated = ({ low, high, rises, sinks }: Extent): Extent => ({
  low: high && ZERO.minus(high),
  high: low && ZERO.minus(low),
  rises: sinks,
  sinks: rises,
});

export const added = (a: Extent, b: Extent): Extent => ({
  low: a.low && b.low && a.low.plus(b.low),
  high: a.high && b.high && a.high.plus(b.high),
  rises: a.rises || b.rises,
  sinks: a.sinks || b.sinks,
});

export const multiplied = (a: Extent, b: Extent): Extent => {
  if (isConstant(a)) return scaled(b, a.low);
  if (isConstant(b)) return scaled(a, b.low);
  const positive = !canBeNegative(a) && !canBeNegative(b);
  return {
    low: positive && a.low && b.low ? a.low.times(b.low) : undefined,
    high: positive && a.high && b.high ? a.high.times(b.high) : undefined,
    rises:
      moves(a.rises, b, canBePositive) ||
      moves(b.rises, a, canBePositive) ||
      moves(a.sinks, b, canBeNegative) ||
      moves(b.sinks, a, canBeNegative),
    sinks:
      moves(a.rises, b, canBeNegative) ||
      moves(b.rises, a, canBeNegative) ||
      moves(a.sinks, b, canBePositive) ||
      moves(b.sinks, a, canBePositive),
  };
};

/** The lesser of two amounts. */
export const lesser = (a: Extent, b: Extent): Extent => negated(greater(negated(a), negated(b)));

/** The greater of two amounts. */
export const greater = (a: Extent, b: Extent): Extent => ({
  low: a.low && b.low ? extreme(a.low, b.low, 1) : (a.low ?? b.low),
  high: a.high && b.high && extreme(a.high, b.high, 1),
  rises: a.rises || b.rises,
  sinks: a.sinks && b.sinks,
});

/** One or the other. */
export const either = (a: Extent, b: Extent): Extent => ({
  low: a.low && b.low && extreme(a.low, b.low, -1),
  high: a.high && b.high && extreme(a.high, b.high, 1),
  rises: a.rises || b.rises,
  sinks: a.sinks || b.sinks,
});

const isConstant = (extent: Extent): extent is Extent & { low: Decimal } =>
  extent.low !== undefined && extent.high !== undefined && extent.low.eq(extent.high);

const scaled = (extent: Extent, by: Decimal): Extent => {
  if (by.eq(ZERO)) return NOTHING;
  const { low, high, rises, sinks } = by.lt(ZERO) ? negated(extent) : extent;
  const times = by.abs();
  return { low: low?.times(times), high: high?.times(times), rises, sinks };
};

const moves = (moving: boolean, other: Extent, can: (extent: Extent) => boolean): boolean =>
  moving && can(other);

const extreme = (a: Decimal, b: Decimal, sign: 1 | -1): Decimal => (a.cmp(b) * sign >= 0 ? a : b);
