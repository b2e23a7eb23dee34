import type { Trace } from '../awards/outcome.ts';
import { addDays, type LocalDate } from '../calendar/local-date.ts';
import { periodContaining } from '../calendar/period.ts';
import type { Moment } from '../calendar/window.ts';
import { windowLabel } from '../calendar/window-of-day.ts';
import type { Frame } from '../facts/resolved-fact.ts';
import type { Place } from '../rewards/amount-program.ts';
import type { CompiledRule, RuleSet } from '../rules/rule-set.ts';
import type { ReachedStep } from './reached-steps.ts';

/** The window of a rule on a day, and the pay period its awards belong to. */
export type AwardWindow = Readonly<{ label: string; payPeriod: string; moment: Moment }>;

/**
 * The pay period is the one in which the window closes; what is granted once in a lifetime is paid in the period in
 * which it occurs.
 */
export const awardWindow = (rule: CompiledRule, day: LocalDate, { documents }: RuleSet): AwardWindow => {
  const { calendar, payCycle } = documents.plan;
  const period = rule.window === 'lifetime' ? undefined : periodContaining(calendar, rule.window, day);
  const closes = period ? lastDay(period.to) : day;
  return {
    label: windowLabel(rule.window, day, calendar),
    payPeriod: periodContaining(calendar, payCycle, closes).label,
    moment: { day, period: period ?? (rule.close && periodContaining(calendar, rule.close, day)) },
  };
};

const lastDay = (to: LocalDate): LocalDate => addDays(to, -1);

/** Whether a rule holds on a day and the plan already pays for the window the day lies in. */
export const isInForce = (rule: CompiledRule, day: LocalDate, { documents }: RuleSet): boolean => {
  const { validFrom, validTo } = rule.rule;
  if ((validFrom !== undefined && day < validFrom) || (validTo !== undefined && day > validTo)) return false;
  const { paysFrom, calendar } = documents.plan;
  if (paysFrom === undefined) return true;
  return rule.window === 'lifetime'
    ? day >= paysFrom
    : periodContaining(calendar, rule.window, day).to > paysFrom;
};

/** The trace of an award: everything that led to it, with the values met. */
export const traceOf = (
  rule: CompiledRule,
  frame: Frame,
  reached: ReachedStep,
  place: (Place & { of: number }) | undefined,
  limits: Trace['limits'],
): Trace => ({
  eligibility: rule.eligibility?.trace(frame),
  conditions: rule.conditions?.trace(frame),
  step: reached.step.conditions && {
    code: reached.step.code,
    conditions: reached.step.conditions.trace(frame),
  },
  place,
  amounts: reached.amounts,
  limits,
});
