import { type Period, parsePeriod } from '../../domain/calendar/period.ts';
import { deepFacts } from '../../domain/facts/deep-facts.ts';
import type { CompiledLimit, CompiledRule, RuleSet } from '../../domain/rules/rule-set.ts';
import type { Queryable } from '../../storage/database.ts';
import { settledPeriods } from '../../storage/records.ts';
import { type Closing, closingsWithin, inOrder } from './closings.ts';

/** Whether what one closing of a rule uses of a limit is missing at the next. */
export const outlastsItsClose = ({ close }: CompiledRule, limit: CompiledLimit['limit']): boolean =>
  limit.kind === 'cool-down' || limit.kind === 'plan-budget' || ('window' in limit && limit.window !== close);

/** Whether a rule's outcome at a close depends on what earlier closings granted. */
const looksBack = (rule: CompiledRule, { facts, targets, documents }: RuleSet): boolean =>
  rule.window !== rule.close ||
  rule.limits.some(({ limit }) => outlastsItsClose(rule, limit)) ||
  rule.steps.some(({ rewards }) =>
    rewards.some(({ item }) => documents.prizes.get(item)?.stock !== undefined),
  ) ||
  deepFacts(rule.slots, facts, targets).some(({ source }) => source.of === 'awards');

/**
 * The closings of later periods that were settled already and look back on what this one grants. They are judged
 * again after it, so that the order in which periods are settled changes nothing.
 */
export const laterClosings = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  period: Period,
): Promise<Closing[]> => {
  const { calendar } = ruleSet.documents.plan;
  const found = new Map<string, Closing>();
  for (const label of await settledPeriods(tx, tenant)) {
    const settled = parsePeriod(calendar, label);
    if (!settled || settled.to <= period.to) continue;
    for (const closing of closingsWithin(ruleSet, settled)) {
      const { unit, label: name, to } = closing.period;
      if (to > period.to && closing.rules.some((rule) => looksBack(rule, ruleSet)))
        found.set(`${unit}|${name}`, closing);
    }
  }
  return inOrder([...found.values()]);
};
