import type { LocalDate } from '../calendar/local-date.ts';
import type { Span } from '../calendar/window-of-day.ts';
import type { CompiledRule, RuleSet } from '../rules/rule-set.ts';
import { reachOf } from './reach.ts';

/** What a replay judges anew, and since when what was granted before bears on it. */
export type ReplayScope = Readonly<{
  /** Whether the outcomes of a rule, by its code, on a day of a rep are judged anew. */
  has(rule: string, rep: string, day: LocalDate): boolean;
  /** By rule, the first day whose awards use up its windows and limits; undefined means since the beginning. */
  since: ReadonlyMap<string, LocalDate | undefined>;
}>;

/**
 * The scope of a replay of the touched days of some reps. An outcome is a function of what came before its place, so
 * nothing changes before a rep's first touched day, and what was granted until then stands.
 */
export const replayScope = (
  rules: readonly CompiledRule[],
  touched: ReadonlyMap<string, readonly LocalDate[]>,
  ruleSet: RuleSet,
): ReplayScope => {
  const reach = remembered(ruleSet);
  const scopes = new Map<string, Map<string, Span>>();
  const since = new Map<string, LocalDate | undefined>();
  for (const [rep, days] of touched) {
    const [first] = days;
    if (first === undefined) continue;
    const { earliest, latest } = endsOf(first, days);
    const spans = new Map<string, Span>();
    for (const rule of rules) {
      const { code } = rule.rule;
      spans.set(code, { from: earliest, to: reach(rule, latest).to });
      const back = reach(rule, earliest).from;
      const known = since.get(code);
      if (!since.has(code) || (known !== undefined && (back === undefined || back < known)))
        since.set(code, back);
    }
    scopes.set(rep, spans);
  }
  const has = (rule: string, rep: string, day: LocalDate): boolean => {
    const span = scopes.get(rep)?.get(rule);
    return span?.from !== undefined && day >= span.from && (span.to === undefined || day < span.to);
  };
  return { has, since };
};

const endsOf = (
  first: LocalDate,
  days: readonly LocalDate[],
): Readonly<{ earliest: LocalDate; latest: LocalDate }> =>
  days.reduce(
    ({ earliest, latest }, day) => ({
      earliest: day < earliest ? day : earliest,
      latest: day > latest ? day : latest,
    }),
    { earliest: first, latest: first },
  );

/** Reaches by rule and day, which many reps have in common. */
const remembered = (ruleSet: RuleSet): ((rule: CompiledRule, day: LocalDate) => Span) => {
  const known = new Map<string, Span>();
  return (rule, day) => {
    const key = `${rule.rule.code}|${day}`;
    const found = known.get(key);
    if (found) return found;
    const reach = reachOf(rule, day, ruleSet);
    known.set(key, reach);
    return reach;
  };
};
