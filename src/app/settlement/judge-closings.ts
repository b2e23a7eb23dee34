import { createAwardBook } from '../../domain/awards/awards-reader.ts';
import type { Outcome } from '../../domain/awards/outcome.ts';
import type { LatestRevision } from '../../domain/awards/revise.ts';
import { addDays } from '../../domain/calendar/local-date.ts';
import { closedWith, UNITS } from '../../domain/calendar/pay-periods.ts';
import type { Period } from '../../domain/calendar/period.ts';
import { compareText } from '../../domain/compare-text.ts';
import { type CloseVerdict, judgeClose } from '../../domain/evaluate/judge-close.ts';
import { awardWindow } from '../../domain/evaluate/judging.ts';
import type { FactSources } from '../../domain/facts/fact-reader.ts';
import { requirementsOf } from '../../domain/facts/requirements.ts';
import type { Identities } from '../../domain/identities.ts';
import { recordUsage } from '../../domain/limits/apply-limits.ts';
import { createUsageBook, type UsageBook } from '../../domain/limits/usage.ts';
import type { Population } from '../../domain/population.ts';
import type { CompiledRule, RuleSet } from '../../domain/rules/rule-set.ts';
import { awardsOfRules, headsOfWindow, type RecordedHead } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import { answerMetrics } from '../../storage/metric-answers.ts';
import { loadSources } from '../activities/load-sources.ts';

/** A period that closes, with the rules that are judged at it. */
export type Closing = Readonly<{ period: Period; rules: readonly CompiledRule[] }>;

/** Everything that closes within a period, itself included: earlier closings first, smaller units before larger. */
export const closingsWithin = (ruleSet: RuleSet, outer: Period): Closing[] =>
  UNITS.flatMap((unit) => {
    const rules = ruleSet.byClose.get(unit);
    return rules ? closedWith(ruleSet.documents.plan, unit, outer).map((period) => ({ period, rules })) : [];
  }).sort((a, b) => compareText(a.period.to, b.period.to));

/** Loads what the rules of a closing read, for all subjects at once. */
export const loadClosing = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  population: Population,
  { period, rules }: Closing,
): Promise<FactSources> => {
  const moment = { day: addDays(period.to, -1), period };
  const needed = requirementsOf(
    ruleSet,
    rules.map(({ slots }) => ({ slots, moment })),
  );
  const metrics = new Map(ruleSet.metrics.map(({ metric }) => [metric.code, metric]));
  const reader = await answerMetrics(tx, tenant, metrics, needed.ranges);
  const judgedNow = new Map(
    rules.map((rule) => [rule.rule.code, awardWindow(rule, moment.day, ruleSet).label]),
  );
  const granted =
    needed.awardsOf.size === 0 ? [] : await awardsOfRules(tx, tenant, [...needed.awardsOf], undefined);
  const earlier = granted.filter((award) => judgedNow.get(award.rule) !== award.window);
  const sources = await loadSources(
    tx,
    tenant,
    ruleSet,
    population,
    createAwardBook(ruleSet.exponent, earlier),
  );
  return { ...sources, metrics: reader };
};

/** What a rule's judging at a closing came to, beside the heads it replaces. */
export type JudgedRule = Readonly<{
  rule: CompiledRule;
  verdicts: readonly CloseVerdict[];
  outcomes: readonly Outcome[];
  heads: readonly LatestRevision[];
}>;

/** Judges the rules of a closing in their order, on facts loaded before. */
export const judgeClosing = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  identities: Identities,
  closing: Closing,
  sources: FactSources,
): Promise<JudgedRule[]> => {
  const usage = await usageBefore(tx, tenant, ruleSet, closing, sources);
  const judged: JudgedRule[] = [];
  for (const rule of closing.rules) {
    const verdicts = judgeClose(rule, closing.period, ruleSet, sources, usage);
    const label = awardWindow(rule, addDays(closing.period.to, -1), ruleSet).label;
    const recorded = await headsOfWindow(tx, tenant, rule.rule.code, label);
    const outcomes = verdicts.flatMap((verdict) => verdict.outcomes);
    judged.push({ rule, verdicts, ...withinClosing(closing.period, outcomes, recorded, identities) });
  }
  return judged;
};

/** What earlier closings have used of the limits of these rules: a yearly budget is used up over its months. */
const usageBefore = async (
  tx: Queryable,
  tenant: string,
  { documents }: RuleSet,
  { period, rules }: Closing,
  { population }: FactSources,
): Promise<UsageBook> => {
  const usage = createUsageBook();
  const limited = new Map(
    rules.flatMap((rule) => (rule.limits.length > 0 ? [[rule.rule.code, rule] as const] : [])),
  );
  if (limited.size === 0) return usage;
  for (const award of await awardsOfRules(tx, tenant, [...limited.keys()], undefined)) {
    const rule = limited.get(award.rule);
    if (!rule || award.day >= period.from) continue;
    const { recipient, day, lines } = award;
    const granted = {
      recipient,
      team: population.teamOf(recipient, day),
      outlet: undefined,
      product: undefined,
      day,
      lines,
    };
    recordUsage(rule, { ...granted, frame: { read: () => undefined } }, usage, documents.plan.calendar);
  }
  return usage;
};

/**
 * A window may see several closings, a lifetime sees them all. What an earlier closing granted stands; what a later
 * one granted moves here if it was reached here already, and else stays there.
 */
const withinClosing = (
  period: Period,
  outcomes: readonly Outcome[],
  recorded: readonly RecordedHead[],
  identities: Identities,
): Pick<JudgedRule, 'outcomes' | 'heads'> => {
  const earlier = new Set(
    recorded.filter((head) => head.live && head.day < period.from).map((head) => head.award),
  );
  const wanted = outcomes.filter((outcome) => !earlier.has(identities.award(outcome)));
  const ids = new Set(wanted.map((outcome) => identities.award(outcome)));
  const heads = recorded.filter(
    (head) => !earlier.has(head.award) && (head.day < period.to || !head.live || ids.has(head.award)),
  );
  return { outcomes: wanted, heads };
};
