import type { Amount } from '../../../schemas/amount.ts';
import type { FactRef } from '../../../schemas/condition.ts';
import { decimal, ZERO } from '../money/decimal.ts';
import {
  added,
  constant,
  type Extent,
  either,
  greater,
  lesser,
  multiplied,
  NOTHING,
  negated,
} from './extent.ts';
import type { BandsAmount } from './written-bands.ts';

/** How far facts can go; the rest follows from the formulas. */
export type FactExtent = (ref: FactRef) => Extent;

/** How far an amount can go, by the meaning its formulas have in `rewards/`. */
export const extentOfAmount = (amount: Amount, factExtent: FactExtent): Extent => {
  if (typeof amount === 'string' || typeof amount === 'number') return constant(decimal(amount));
  if ('fact' in amount) return factExtent(amount);
  const of = (part: Amount) => extentOfAmount(part, factExtent);
  switch (amount.kind) {
    case 'fixed':
      return of(amount.amount);
    case 'per-unit': {
      const top = amount.upTo === undefined ? of(amount.of) : lesser(of(amount.of), of(amount.upTo));
      return multiplied(of(amount.rate), greater(NOTHING, minus(top, of(amount.over ?? 0))));
    }
    case 'bands':
      return extentOfBands(amount, of);
    case 'linear':
      return added(of(amount.amount), multiplied(of(amount.rate), minus(of(amount.of), of(amount.around))));
    case 'places':
      return amount.amounts.map(of).reduce(either, NOTHING);
    case 'pool':
      return of(amount.total);
    case 'guarantee':
      return greater(NOTHING, minus(of(amount.level), of(amount.earned)));
    case 'draw': {
      const missing = minus(of(amount.level), of(amount.earned));
      const recovered = lesser(negated(missing), of(amount.outstanding));
      return either(greater(NOTHING, missing), negated(greater(NOTHING, recovered)));
    }
    case 'cap': {
      const raised =
        amount.least === undefined ? of(amount.amount) : greater(of(amount.amount), of(amount.least));
      return amount.most === undefined ? raised : lesser(raised, of(amount.most));
    }
    case 'min':
      return amount.of.map(of).reduce(lesser);
    case 'max':
      return amount.of.map(of).reduce(greater);
    case 'sum':
      return amount.of.map(of).reduce(added);
    case 'product':
      return amount.of.map(of).reduce(multiplied);
    case 'difference':
      return minus(of(amount.of[0]), of(amount.of[1]));
    case 'quotient':
      return quotient(of(amount.of[0]), of(amount.of[1]));
  }
};

const minus = (a: Extent, b: Extent): Extent => added(a, negated(b));

/** Only the signs are followed: how small a divisor gets is not in the document. */
const quotient = (dividend: Extent, divisor: Extent): Extent => {
  const low = divisor.low?.gte(ZERO) ? ZERO : undefined;
  const high = divisor.high?.lte(ZERO) ? ZERO : undefined;
  const sign = multiplied(dividend, { low, high, rises: false, sinks: false });
  const keep = (end: typeof low) => (end?.eq(ZERO) ? ZERO : undefined);
  return { ...sign, low: keep(sign.low), high: keep(sign.high) };
};

const extentOfBands = ({ on, mode, base, bands }: BandsAmount, of: (part: Amount) => Extent): Extent => {
  const measure = of(on);
  const paid = bands.map(({ to, rate, amount }, index) => {
    if (rate === undefined) return either(NOTHING, of(amount ?? 0));
    const isOpen = to === undefined && bands[index + 1] === undefined;
    const within = { ...NOTHING, high: undefined, rises: isOpen && measure.rises };
    return multiplied(of(rate), mode === 'whole' && base !== undefined ? of(base) : within);
  });
  return mode === 'marginal' ? paid.reduce(added) : paid.reduce(either, NOTHING);
};
