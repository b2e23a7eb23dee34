import type { Calendar } from '../../../schemas/calendar.ts';
import type { PeriodUnit } from '../../../schemas/common.ts';
import { addDays, type LocalDate } from '../calendar/local-date.ts';
import { periodContaining, previousPeriod } from '../calendar/period.ts';
import type { WindowSpec } from '../calendar/window.ts';
import { type Span, spanOver, windowSpan } from '../calendar/window-of-day.ts';
import type { FactSource } from '../facts/resolved-fact.ts';
import { LONGEST_STREAK } from '../facts/streak.ts';
import type { CompiledRule, RuleSet } from '../rules/rule-set.ts';

/**
 * How far an activity of a day reaches under a rule: forward to the end of every window that still looks at the day,
 * which is as far as outcomes may change; and back to the start of the rule's window and of every limit's, since what
 * was granted there decides what can still be granted. Undefined means from the beginning, and for ever.
 */
export const reachOf = (
  rule: CompiledRule,
  day: LocalDate,
  ruleSet: RuleSet,
  visited: readonly string[] = [],
): Span => {
  const { calendar } = ruleSet.documents.plan;
  if (rule.window === 'lifetime') return { from: undefined, to: undefined };
  const spans: Span[] = [windowSpan(rule.window, day, calendar)];
  for (const slot of rule.slots) {
    const source = ruleSet.facts[slot]?.source;
    if (source) spans.push({ from: day, to: endOf(source, day, ruleSet, [...visited, rule.rule.code]) });
  }
  for (const { limit } of rule.limits) {
    if (limit.kind !== 'hold') {
      spans.push(windowSpan('window' in limit ? limit.window : 'lifetime', day, calendar));
    }
  }
  const reach = spanOver(spans);
  return {
    from: reach?.from && periodContaining(calendar, rule.window, reach.from).from,
    to: reach?.to && periodContaining(calendar, rule.window, addDays(reach.to, -1)).to,
  };
};

const endOf = (
  source: FactSource,
  day: LocalDate,
  ruleSet: RuleSet,
  visited: readonly string[],
): LocalDate | undefined => {
  const { calendar } = ruleSet.documents.plan;
  switch (source.of) {
    case 'metric':
    case 'rank':
    case 'attainment':
      return windowEnd(source.window, day, calendar);
    case 'growth':
      return periodEnd(calendar, source.unit, day, source.periods);
    case 'target':
      // A target by formula looks at earlier periods of any age; a given one does not move with activities.
      return ruleSet.targets.some(({ formula }) => formula.metric === source.metric)
        ? undefined
        : addDays(day, 1);
    case 'streak':
      return periodEnd(calendar, source.unit, day, LONGEST_STREAK[source.unit]);
    case 'awards': {
      const read = ruleSet.rules.find((other) => other.rule.code === source.rule);
      if (!read || visited.includes(source.rule)) return windowEnd(source.window, day, calendar);
      const moved = reachOf(read, day, ruleSet, visited).to;
      return moved === undefined ? undefined : windowEnd(source.window, addDays(moved, -1), calendar);
    }
    default:
      return addDays(day, 1);
  }
};

const windowEnd = (window: WindowSpec, day: LocalDate, calendar: Calendar): LocalDate | undefined => {
  switch (window.kind) {
    case 'lifetime':
      return undefined;
    case 'rolling':
      return addDays(day, window.days);
    case 'unit':
      return periodEnd(calendar, window.unit, day, window.ago);
    case 'previous':
      return periodEnd(calendar, window.unit ?? 'year', day, window.count);
  }
};

const periodEnd = (calendar: Calendar, unit: PeriodUnit, day: LocalDate, later: number): LocalDate =>
  previousPeriod(calendar, periodContaining(calendar, unit, day), -later).to;
