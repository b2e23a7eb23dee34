import { createAwardBook } from '../../domain/awards/awards-reader.ts';
import type { Outcome } from '../../domain/awards/outcome.ts';
import type { LatestRevision } from '../../domain/awards/revise.ts';
import { addDays } from '../../domain/calendar/local-date.ts';
import type { Period } from '../../domain/calendar/period.ts';
import { spanOver } from '../../domain/calendar/window-of-day.ts';
import { type CloseVerdict, judgeClose } from '../../domain/evaluate/judge-close.ts';
import { awardWindow } from '../../domain/evaluate/judging.ts';
import type { FactSources } from '../../domain/facts/fact-reader.ts';
import { requirementsOf } from '../../domain/facts/requirements.ts';
import type { Identities } from '../../domain/identities.ts';
import { recordRuleUsage } from '../../domain/limits/apply-limits.ts';
import { createUsageBook, type UsageBook } from '../../domain/limits/usage.ts';
import type { Population } from '../../domain/population.ts';
import type { CompiledRule, RuleSet } from '../../domain/rules/rule-set.ts';
import type { RuleWindow } from '../../storage/award-usage.ts';
import { awardsOfRules, headsOfWindow, type RecordedHead } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import { answerMetrics } from '../../storage/metric-answers.ts';
import { loadSources } from '../activities/load-sources.ts';
import { limitSpans, loadSharedUsage } from '../activities/load-usage.ts';
import type { Closing } from './closings.ts';
import { outlastsItsClose } from './looks-back.ts';

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
  const reader = await answerMetrics(tx, tenant, metrics, population, needed.ranges);
  const judgedNow = new Map(
    rules.map((rule) => [rule.rule.code, awardWindow(rule, moment.day, ruleSet).label]),
  );
  const granted = await awardsOfRules(
    tx,
    tenant,
    [...needed.awardsOf].map((rule) => ({ rule, since: undefined })),
    undefined,
  );
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

/**
 * What earlier closings have used of the limits of these rules, as a yearly budget is used up over its months, and what
 * everybody has used of stocks and the plan's budget until the end of the period.
 */
const usageBefore = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  { period, rules }: Closing,
  { population }: FactSources,
): Promise<UsageBook> => {
  const usage = createUsageBook();
  const { documents } = ruleSet;
  const limited = new Map(
    rules.flatMap((rule) =>
      rule.limits.some(({ limit }) => outlastsItsClose(rule, limit)) ? [[rule.rule.code, rule] as const] : [],
    ),
  );
  const codes = [...limited.keys()].map((rule) => ({ rule, since: undefined }));
  const earlier = await awardsOfRules(tx, tenant, codes, undefined);
  for (const { rule: code, recipient, day, lines } of earlier) {
    const rule = limited.get(code);
    if (!rule || day >= period.from) continue;
    const team = population.teamOf(recipient, day);
    recordRuleUsage(
      rule,
      { recipient, team, outlet: undefined, product: undefined, day, lines },
      usage,
      documents,
    );
  }
  const lastDay = addDays(period.to, -1);
  const judgedNow: RuleWindow[] = rules.map((rule) => ({
    rule: rule.rule.code,
    window: awardWindow(rule, lastDay, ruleSet).label,
  }));
  const from = spanOver(limitSpans(rules, [lastDay], ruleSet))?.from;
  await loadSharedUsage(tx, tenant, ruleSet, rules, { from, to: period.to }, judgedNow, usage);
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
