import type { PlanDocuments } from '../facts/environment.ts';
import type { ResolvedFact } from '../facts/resolved-fact.ts';
import { atLeast, EVERYTHING, exactly, type PointSet, union } from './point-set.ts';

const NOT_NEGATIVE = atLeast(0);

/** The values a fact can have at all, as far as its nature says: nobody has −1 visits, and nobody is ranked 0th. */
export const factDomain = ({ type, source }: ResolvedFact, { metrics }: PlanDocuments): PointSet => {
  if (type === 'boolean') return union(exactly(0), exactly(1));
  switch (source.of) {
    case 'metric': {
      const aggregate = metrics.get(source.metric)?.aggregate;
      const counts = aggregate === 'count' || aggregate === 'countDistinct' || aggregate === 'firstDistinct';
      return counts ? NOT_NEGATIVE : EVERYTHING;
    }
    case 'rank':
      return atLeast(1);
    case 'streak':
      return NOT_NEGATIVE;
    case 'awards':
      return source.measure === 'count' ? NOT_NEGATIVE : EVERYTHING;
    case 'members':
      return source.aggregate === 'count' ? NOT_NEGATIVE : EVERYTHING;
    default:
      return EVERYTHING;
  }
};
