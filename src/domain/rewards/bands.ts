import { type Decimal, ZERO } from '../money/decimal.ts';

/** A band after its numbers are known: from (included) to (excluded), in units of `unit`. */
export type BandValues = Readonly<{
  from: Decimal;
  to: Decimal | undefined;
  rate: Decimal | undefined;
  amount: Decimal | undefined;
}>;

export type BandPart = Readonly<{
  from: Decimal;
  to: Decimal | undefined;
  part: Decimal;
  rate: Decimal | undefined;
  amount: Decimal;
}>;

export type BandsInput = Readonly<{
  /** What is measured. */
  on: Decimal;
  /** Thresholds are multiples of this: 1, or the target when the bands are over an attainment. */
  unit: Decimal;
  /** whole: what the rate of the band reached is applied to; `on` when left out. */
  base?: Decimal | undefined;
  bands: readonly BandValues[];
}>;

/**
 * Each band pays its rate for the part of the measure within it, or its amount once it is reached. Thresholds are
 * multiplied, never the measure divided, so that no boundary is rounded.
 */
export const marginalBands = ({ on, unit, bands }: BandsInput): readonly BandPart[] =>
  bands.flatMap(({ from, to, rate, amount }) => {
    const low = from.times(unit);
    const high = to?.times(unit);
    if (on.lt(low) || (rate && on.eq(low))) return [];
    const part = (high?.lt(on) ? high : on).minus(low);
    return [{ from: low, to: high, part, rate, amount: rate ? part.times(rate) : (amount ?? ZERO) }];
  });

/** The one band reached pays for everything: its rate times the base, or its amount. */
export const wholeBand = ({ on, unit, base, bands }: BandsInput): readonly BandPart[] => {
  const reached = bands.findLast(
    ({ from, to }) => on.gte(from.times(unit)) && (!to || on.lt(to.times(unit))),
  );
  if (!reached) return [];
  const { rate, amount } = reached;
  const part = base ?? on;
  return [
    {
      from: reached.from.times(unit),
      to: reached.to?.times(unit),
      part,
      rate,
      amount: rate ? part.times(rate) : (amount ?? ZERO),
    },
  ];
};
