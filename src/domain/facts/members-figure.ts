import { type Decimal, decimal, divide, sum } from '../money/decimal.ts';
import type { Rep } from '../population.ts';
import type { FactNumber } from './fact-value.ts';
import type { FactSource, Frame } from './resolved-fact.ts';

/**
 * A team's figure over its members: those for whom `where` is true. A member whose measure is unknown is left out,
 * except of the count; the mean or an extreme of nobody is unknown, their sum 0.
 */
export const membersFigure = (
  source: Extract<FactSource, { of: 'members' }>,
  members: readonly Rep[],
  frameOf: (rep: Rep) => Frame,
): FactNumber | undefined => {
  const counted = members.map(frameOf).filter((frame) => !source.where || source.where.test(frame) === true);
  if (source.aggregate === 'count') return counted.length;
  const values: Decimal[] = counted.flatMap((frame) => source.measure?.evaluate({ frame }) ?? []);
  if (source.aggregate === 'sum') return sum(values);
  const [first, ...rest] = values;
  if (!first) return undefined;
  switch (source.aggregate) {
    case 'mean':
      return divide(sum(values), decimal(values.length));
    case 'min':
      return rest.reduce((least, value) => (value.lt(least) ? value : least), first);
    case 'max':
      return rest.reduce((most, value) => (value.gt(most) ? value : most), first);
  }
};
