import type { FactRef } from '../../../schemas/condition.ts';
import { isFactNumber, toDecimal } from '../facts/fact-value.ts';
import type { ResolvedFact } from '../facts/resolved-fact.ts';
import { type Decimal, decimal, ZERO } from '../money/decimal.ts';
import type { Compiler } from '../rules/compiler.ts';
import type { Extent } from './extent.ts';
import type { GateBounds } from './gate-bounds.ts';
import { type Cut, highestCut, lowestCut } from './point-set.ts';

/**
 * How far a fact can go where a rule pays. What is measured rises with what people do; what somebody has set (a
 * target, a rate, the cost of a product) does not.
 */
export const extentOfFact = (ref: FactRef, compiler: Compiler, gate: GateBounds): Extent => {
  const fact = compiler.resolve(ref, []);
  const set = gate(ref);
  const low = numberAt(set && lowestCut(set));
  const high = numberAt(set && highestCut(set));
  const rises = fact !== undefined && isMeasured(fact) && high === undefined;
  return { low: low ?? usualLow(fact), high, rises, sinks: false };
};

const isMeasured = ({ source }: ResolvedFact): boolean => {
  switch (source.of) {
    case 'subject':
    case 'outlet':
    case 'product':
    case 'target':
    case 'rank':
      return false;
    default:
      return true;
  }
};

/** Growth is negative as a matter of course; a sum that falls below 0 is rare enough not to be warned of. */
const usualLow = (fact: ResolvedFact | undefined): Decimal =>
  fact?.source.of === 'growth' ? decimal(-1) : ZERO;

const numberAt = (cut: Cut | undefined): Decimal | undefined =>
  cut && isFactNumber(cut.at) ? toDecimal(cut.at) : undefined;
