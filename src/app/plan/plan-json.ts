import { canonicalJson, sha256 } from '../../domain/canonical-json.ts';
import type { PlanDocuments } from '../../domain/facts/environment.ts';
import { compileRuleSet } from '../../domain/rules/compile-rule-set.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';

/** A plan's documents as one JSON value, as a version of the plan stores them. */
export type PlanJson = {
  [Name in keyof PlanDocuments]: PlanDocuments[Name] extends ReadonlyMap<string, infer Item>
    ? [string, Item][]
    : PlanDocuments[Name];
};

export const planToJson = (documents: PlanDocuments): PlanJson => ({
  ...documents,
  activityTypes: [...documents.activityTypes],
  metrics: [...documents.metrics],
  badges: [...documents.badges],
  prizes: [...documents.prizes],
});

/** The documents that one JSON value stores. */
export const documentsOf = (stored: unknown): PlanDocuments => {
  const json = stored as PlanJson;
  return {
    ...json,
    activityTypes: new Map(json.activityTypes),
    metrics: new Map(json.metrics),
    badges: new Map(json.badges),
    prizes: new Map(json.prizes),
  };
};

/** Equal documents have equal versions, whatever the order of their files. */
export const planVersionOf = (documents: PlanDocuments): string =>
  sha256(canonicalJson(planToJson(documents))).slice(0, 16);

/**
 * Whether stored documents differ from others in nothing that activities are counted by: rules, targets, badges and
 * prizes only decide what comes of the counts.
 */
export const countsAlike = (stored: unknown, documents: PlanDocuments): boolean =>
  countingText(stored as PlanJson) === countingText(planToJson(documents));

const countingText = ({ plan, activityTypes, metrics }: PlanJson): string =>
  canonicalJson([plan, activityTypes, metrics]);

const KEPT = 32;
const compiled = new Map<string, RuleSet>();

/** The rule set of a version that this process has compiled before. */
export const compiledRuleSet = (version: string): RuleSet | undefined => compiled.get(version);

/**
 * The rule set of a stored version, compiled on first use and kept: versions are immutable and content-addressed, so
 * the version alone is the key.
 */
export const ruleSetOf = (version: string, stored: unknown): RuleSet => {
  const known = compiled.get(version);
  if (known) return known;
  const ruleSet = compileRuleSet(documentsOf(stored));
  const [oldest] = compiled.keys();
  if (compiled.size >= KEPT && oldest !== undefined) compiled.delete(oldest);
  compiled.set(version, ruleSet);
  return ruleSet;
};
