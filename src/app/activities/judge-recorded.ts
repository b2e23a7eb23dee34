import type { EffectiveActivity } from '../../domain/activities/stored-activity.ts';
import { createAwardBook } from '../../domain/awards/awards-reader.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import { spanOver } from '../../domain/calendar/window-of-day.ts';
import { headKey, judgeActivities } from '../../domain/evaluate/judge-activities.ts';
import { reachOf } from '../../domain/evaluate/reach.ts';
import { recordRuleUsage } from '../../domain/limits/apply-limits.ts';
import { createUsageBook, type UsageBook } from '../../domain/limits/usage.ts';
import type { Population } from '../../domain/population.ts';
import type { CompiledRule, RuleSet } from '../../domain/rules/rule-set.ts';
import { awardsCounted } from '../../storage/award-usage.ts';
import { awardsOfRules, type RuleSince, type StoredAward } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Context } from '../context.ts';
import { headsFor } from './heads-for.ts';
import { loadReplay, type Replay } from './load-replay.ts';
import { loadSources, type Sources } from './load-sources.ts';
import { recordStanding, rulesRead } from './load-standing.ts';
import { limitSpans, loadSharedUsage } from './load-usage.ts';
import { type Post, type Posted, recording } from './post-revisions.ts';
import { takeBack } from './take-back.ts';
import type { Touched } from './touched.ts';

/** Everything that judging in the order of recording looks at. */
export type Recording = Readonly<{
  rules: readonly CompiledRule[];
  ruleSet: RuleSet;
  population: Population;
  reps: readonly string[];
  replay: Replay;
  /** Facts, with the live awards that the `awards` fact may read. */
  sources: Sources;
}>;

/**
 * Judges the *as-recorded* rules: only what is new or newly corrected, after everything that was granted before, so
 * that commit order decides and what was told stays told. An award whose evidence was voided, or corrected so that
 * it no longer earns it, is reversed first and frees what it used. `whole` is a replay of everything touched, where there
 * is one already.
 */
export const judgeRecorded = async (
  tx: Queryable,
  context: Context,
  plan: Parameters<typeof recording>[1],
  known: Population,
  { touched, added, corrected, recorded }: Touched,
  whole: Replay | undefined,
  post: Post = recording(context, plan),
): Promise<Posted> => {
  const { ruleSet } = plan;
  const rules = ruleSet.rules.filter(
    (rule) => rule.activityTypes.length > 0 && rule.rule.contention === 'as-recorded',
  );
  const [first] = touched.map(({ day }) => day).sort();
  if (!recorded || rules.length === 0 || first === undefined || added.length + corrected.length === 0)
    return { granted: 0, reversed: 0 };
  const { tenant } = context;
  const reps = [...new Set(touched.map((each) => each.rep))];
  const from = first as LocalDate;
  const replay = whole ?? (await loadReplay(tx, tenant, ruleSet, known, rules, reps, from));
  const candidates = new Set([...added, ...corrected]);
  const fresh = replay.activities.filter((activity) => candidates.has(activity.id));
  const triggers = new Set(rules.flatMap((rule) => rule.activityTypes));
  if (corrected.length === 0 && !fresh.some(({ type }) => triggers.has(type)))
    return { granted: 0, reversed: 0 };
  const live = await awardsOfRules(tx, tenant, bearing(rules, from, corrected, ruleSet), reps);
  const book = createAwardBook(ruleSet.exponent, live);
  const { population } = replay;
  const sources = await loadSources(tx, tenant, ruleSet, population, book, reps);
  const judging: Recording = { rules, ruleSet, population, reps, replay, sources };

  const { standing, reversed } = await takeBack(tx, judging, live, corrected, post);
  const state = {
    granted: new Set(
      standing.map(({ rule, recipient, window, evidenceKey }) =>
        headKey(rule, recipient, window, evidenceKey),
      ),
    ),
    usage: await usageSoFar(tx, tenant, judging, standing, fresh),
  };
  const left = { ...sources, awards: createAwardBook(ruleSet.exponent, standing) };
  const inScope = (rule: CompiledRule) => rules.includes(rule);
  const outcomes = judgeActivities(fresh, ruleSet, left, replay.metricsUpTo, state, { inScope });
  const heads = (await headsFor(tx, context, outcomes, [])).filter((head) => !head.live);
  const { granted } = await post(tx, heads, outcomes);
  return { granted, reversed };
};

/**
 * Since when the awards of each rule bear on new activities: since its window and those of its limits began; all time,
 * where facts read them or a correction may have shaken any of them.
 */
const bearing = (
  rules: readonly CompiledRule[],
  first: LocalDate,
  corrected: readonly string[],
  ruleSet: RuleSet,
): RuleSince[] => {
  const read = rulesRead(rules, ruleSet);
  return rules.map((rule) => ({
    rule: rule.rule.code,
    since:
      corrected.length > 0 || read.includes(rule.rule.code) ? undefined : reachOf(rule, first, ruleSet).from,
  }));
};

/** How far the limits are used by what stands: one's own awards one by one, those of the others added up. */
export const usageSoFar = async (
  tx: Queryable,
  tenant: string,
  { rules, ruleSet, population, reps }: Pick<Recording, 'rules' | 'ruleSet' | 'population' | 'reps'>,
  standing: readonly StoredAward[],
  fresh: readonly EffectiveActivity[],
): Promise<UsageBook> => {
  const usage = createUsageBook();
  const limited = new Map(
    rules.flatMap((rule) => (rule.limits.length > 0 ? [[rule.rule.code, rule] as const] : [])),
  );
  await recordStanding(tx, tenant, ruleSet, population, rules, standing, usage);
  const days = [...new Set(fresh.map((activity) => activity.day))];
  const span = spanOver(limitSpans(rules, days, ruleSet));
  if (span) {
    const shared = rules.filter(({ limits }) =>
      limits.some(({ limit }) => limit.kind === 'first' || limit.kind === 'budget'),
    );
    const codes = shared.map(({ rule }) => rule.code);
    for (const { rule: code, recipient, ...used } of await awardsCounted(tx, tenant, codes, span, reps)) {
      const rule = limited.get(code);
      const day = used.day as LocalDate;
      const lines = used.lines.map(({ index, amountMinor }) => ({ index, amountMinor: BigInt(amountMinor) }));
      const team = population.teamOf(recipient, day);
      const awards = {
        recipient,
        team,
        outlet: undefined,
        product: undefined,
        day,
        lines,
        count: used.count,
      };
      if (rule) recordRuleUsage(rule, awards, usage, ruleSet.documents);
    }
  }
  await loadSharedUsage(tx, tenant, ruleSet, rules, span ?? { from: undefined, to: undefined }, [], usage);
  return usage;
};
