import type { CompiledTarget } from '../rules/rule-set.ts';
import type { ResolvedFact } from './resolved-fact.ts';

/** The target formulas that may give a target fact its amount. */
export const formulasOf = (
  { source, level }: ResolvedFact,
  targets: readonly CompiledTarget[],
): CompiledTarget[] => {
  if (source.of !== 'target' && source.of !== 'attainment') return [];
  const { metric, tier, window } = source;
  return targets.filter(
    ({ formula }) =>
      formula.metric === metric &&
      formula.tier === tier &&
      formula.subject === level &&
      window.kind === 'unit' &&
      formula.period === window.unit,
  );
};

/** The slots a fact itself reads: those of a team's members. */
export const innerSlots = ({ source }: ResolvedFact): number[] =>
  source.of === 'members' ? [...(source.where?.slots ?? []), ...(source.measure?.slots ?? [])] : [];

/** Every fact that reading some slots comes to: by way of members and of target formulas as well. */
export const deepFacts = (
  slots: readonly number[],
  facts: readonly ResolvedFact[],
  targets: readonly CompiledTarget[],
): ResolvedFact[] => {
  const found = new Set<ResolvedFact>();
  const visit = (some: readonly number[]): void => {
    for (const slot of some) {
      const fact = facts[slot];
      if (!fact || found.has(fact)) continue;
      found.add(fact);
      visit(innerSlots(fact));
      for (const target of formulasOf(fact, targets)) visit(target.slots);
    }
  };
  visit(slots);
  return [...found];
};
