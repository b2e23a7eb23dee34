import { closedWith, UNITS } from '../../domain/calendar/pay-periods.ts';
import type { Period } from '../../domain/calendar/period.ts';
import { compareText } from '../../domain/compare-text.ts';
import type { CompiledRule, RuleSet } from '../../domain/rules/rule-set.ts';

/** A period that closes, with the rules that are judged at it. */
export type Closing = Readonly<{ period: Period; rules: readonly CompiledRule[] }>;

/** Everything that closes within a period, itself included, in the order of judging. */
export const closingsWithin = (ruleSet: RuleSet, outer: Period): Closing[] =>
  inOrder(
    UNITS.flatMap((unit) => {
      const rules = ruleSet.byClose.get(unit);
      return rules
        ? closedWith(ruleSet.documents.plan, unit, outer).map((period) => ({ period, rules }))
        : [];
    }),
  );

/** Earlier closings first, of those of one day the smaller units. */
export const inOrder = (closings: readonly Closing[]): Closing[] =>
  [...closings].sort(
    ({ period: a }, { period: b }) =>
      compareText(a.to, b.to) || UNITS.indexOf(a.unit) - UNITS.indexOf(b.unit),
  );
