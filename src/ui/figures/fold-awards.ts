import type { Award } from '../../../schemas/award.ts';
import { type Sum, sumsOf } from './by-rule.ts';

/** An award by itself, or several of one rule with what they are together. */
export type Folded =
  | Readonly<{ award: Award }>
  | Readonly<{ rule: string; name: Award['ruleName']; awards: readonly Award[]; sums: readonly Sum[] }>;

/** As many awards of one rule stay line by line. */
const MOST_APART = 2;

/**
 * Awards in their order, those of a rule that comes again and again together, where the first of them stands: fifteen visits
 * of ten points each would hide what else was earned. Prizes and badges stay apart, since they do not add up.
 */
export const foldAwards = (awards: readonly Award[]): Folded[] => {
  const adding = awards.filter(addsUp);
  return awards.flatMap((award): Folded[] => {
    const own = addsUp(award) ? adding.filter(({ rule }) => rule === award.rule) : [];
    if (own.length <= MOST_APART) return [{ award }];
    if (own[0] !== award) return [];
    const sums = sumsOf(own.flatMap(({ lines }) => lines));
    return [{ rule: award.rule, name: award.ruleName, awards: own, sums }];
  });
};

const addsUp = ({ lines }: Award): boolean =>
  lines.every(({ medium }) => medium === 'cash' || medium === 'points');
