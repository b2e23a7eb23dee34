import type { WindowSpec } from '../calendar/window.ts';
import { decimal, divide, ONE, ZERO } from '../money/decimal.ts';
import { type FactNumber, toDecimal } from './fact-value.ts';
import type { FactSource } from './resolved-fact.ts';

type Growth = Extract<FactSource, { of: 'growth' }>;

/** The period that is compared, and those it is compared with. */
export const growthWindows = ({
  unit,
  periods,
}: Growth): Readonly<{ current: WindowSpec; before: WindowSpec }> => ({
  current: { kind: 'unit', unit, ago: 0 },
  before: { kind: 'previous', unit, count: periods },
});

/** Current ÷ mean of the periods before − 1; 0.2 is 20 % more. Unknown where nothing was counted before. */
export const growthOf = (
  current: FactNumber | undefined,
  before: FactNumber | undefined,
  periods: number,
): FactNumber | undefined => {
  if (current === undefined || before === undefined) return undefined;
  const total = toDecimal(before);
  return total.gt(ZERO) ? divide(toDecimal(current).times(decimal(periods)), total).minus(ONE) : undefined;
};
