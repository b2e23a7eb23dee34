import type { Period } from '../../domain/calendar/period.ts';
import type { Population, Rep } from '../../domain/population.ts';
import type { CompiledRule, RuleSet } from '../../domain/rules/rule-set.ts';
import type { Context } from '../context.ts';

/** What is asked: why a rule paid a rep in a period, or not. */
export type Question = Readonly<{
  context: Context;
  ruleSet: RuleSet;
  population: Population;
  rule: CompiledRule;
  rep: Rep;
  period: Period;
}>;
