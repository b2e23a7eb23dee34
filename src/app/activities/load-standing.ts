import { type AwardBook, createAwardBook } from '../../domain/awards/awards-reader.ts';
import { type GrantState, headKey } from '../../domain/evaluate/judge-activities.ts';
import { deepFacts } from '../../domain/facts/deep-facts.ts';
import { recordRuleUsage } from '../../domain/limits/apply-limits.ts';
import { createUsageBook, type UsageBook } from '../../domain/limits/usage.ts';
import type { Population } from '../../domain/population.ts';
import type { CompiledRule, RuleSet } from '../../domain/rules/rule-set.ts';
import { awardsOfRules, type LiveHead, type RuleSince, type StoredAward } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import { effectiveById } from './effective-by-id.ts';

/** What was granted outside of a replay and stands: heads and limits as they are used up, and what facts read of it. */
export type Standing = Readonly<{ state: GrantState; awards: AwardBook }>;

/**
 * The live awards that a replay of some reps may have to know whole: those of rules with limits, as far back as they are
 * judged, and all of rules whose awards facts read.
 */
export const awardsBearing = (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  rules: readonly CompiledRule[],
  since: readonly RuleSince[],
  reps: readonly string[],
): Promise<StoredAward[]> => {
  const limited = new Set(rules.filter(({ limits }) => limits.length > 0).map(({ rule }) => rule.code));
  const read = new Set(rulesRead(rules, ruleSet));
  const asked = [
    ...since.filter(({ rule }) => limited.has(rule) && !read.has(rule)),
    ...[...read].map((rule) => ({ rule, since: undefined })),
  ];
  return awardsOfRules(tx, tenant, asked, reps);
};

/** What a replay begins with, from the live heads and the awards bearing on it that are not judged again. */
export const standingOf = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  population: Population,
  rules: readonly CompiledRule[],
  heads: readonly LiveHead[],
  awards: readonly StoredAward[],
): Promise<Standing> => {
  const granted = new Set(
    heads.map(({ rule, recipient, window, evidenceKey }) => headKey(rule, recipient, window, evidenceKey)),
  );
  const usage = createUsageBook();
  await recordStanding(tx, tenant, ruleSet, population, rules, awards, usage);
  return { state: { granted, usage }, awards: createAwardBook(ruleSet.exponent, awards) };
};

/** The codes of the rules whose awards these rules read, their own where they look back on themselves. */
export const rulesRead = (rules: readonly CompiledRule[], { facts, targets }: RuleSet): string[] => {
  const slots = rules.flatMap((rule) => rule.slots);
  const read = deepFacts(slots, facts, targets).flatMap(({ source }) =>
    source.of === 'awards' ? [source.rule] : [],
  );
  return [...new Set(read)];
};

/** Enters standing awards one by one into the limits of their rules. */
export const recordStanding = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  population: Population,
  rules: readonly CompiledRule[],
  standing: readonly StoredAward[],
  usage: UsageBook,
): Promise<void> => {
  const limited = new Map(
    rules.flatMap((rule) => (rule.limits.length > 0 ? [[rule.rule.code, rule] as const] : [])),
  );
  const places = await effectiveById(
    tx,
    tenant,
    ruleSet,
    standing.flatMap(({ rule, evidence }) => (isKeptPerItem(limited.get(rule)) ? evidence : [])),
  );
  for (const { rule: code, recipient, day, lines, evidence } of standing) {
    const rule = limited.get(code);
    if (!rule) continue;
    const { outlet, product } = places.get(evidence[0] ?? '') ?? { outlet: undefined, product: undefined };
    const team = population.teamOf(recipient, day);
    recordRuleUsage(rule, { recipient, team, outlet, product, day, lines }, usage, ruleSet.documents);
  }
};

/** Whether any limit of a rule is kept for each outlet or product, which only the evidence of an award tells. */
const isKeptPerItem = (rule: CompiledRule | undefined): boolean =>
  rule?.limits.some(({ limit }) => 'per' in limit && limit.per !== 'subject') ?? false;
