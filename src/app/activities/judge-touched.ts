import type { LocalDate } from '../../domain/calendar/local-date.ts';
import { judgeActivities } from '../../domain/evaluate/judge-activities.ts';
import { replayScope } from '../../domain/evaluate/replay-scope.ts';
import type { Population } from '../../domain/population.ts';
import type { CompiledRule, RuleSet } from '../../domain/rules/rule-set.ts';
import { portions } from '../../storage/arrays.ts';
import { type LiveHead, liveHeads } from '../../storage/awards.ts';
import { type Queryable, together } from '../../storage/database.ts';
import type { Context } from '../context.ts';
import type { CurrentPlan } from '../plan/current-plan.ts';
import { headsFor } from './heads-for.ts';
import { judgeRecorded } from './judge-recorded.ts';
import { loadReplay, type Replay } from './load-replay.ts';
import { loadGivenTargets, sourcesOf } from './load-sources.ts';
import { awardsBearing, standingOf } from './load-standing.ts';
import { type Post, type Posted, recording } from './post-revisions.ts';
import type { Touched } from './touched.ts';

/** Reps are judged in portions, which bounds what is in memory at once. */
const REPS_AT_ONCE = 200;

/**
 * Judges the rules that activities trigger, over every award head that the touched days can reach, and records what
 * differs as new revisions. For *as-occurred* rules the outcome is a function of the complete facts, whatever the
 * order in which they arrived; *as-recorded* rules decide on the new activities only. Outlets and products that `known`
 * lacks are loaded.
 */
export const judgeTouched = async (
  tx: Queryable,
  context: Context,
  plan: CurrentPlan,
  known: Population,
  changed: Touched,
  post: Post = recording(context, plan),
): Promise<Posted> => {
  const { ruleSet } = plan;
  const rules = ruleSet.rules.filter((rule) => rule.activityTypes.length > 0);
  if (rules.length === 0) return { granted: 0, reversed: 0 };
  const days = [...Map.groupBy(changed.touched, (each) => each.rep)].map(
    ([rep, own]) => [rep, own.map(({ day }) => day as LocalDate)] as const,
  );
  const total = { granted: 0, reversed: 0 };
  const count = ({ granted, reversed }: Posted) => {
    total.granted += granted;
    total.reversed += reversed;
  };
  let last: Replay | undefined;
  const batches = portions(days, REPS_AT_ONCE);
  for (const batch of batches) {
    const judged = await judgeOccurred(tx, context, ruleSet, known, rules, new Map(batch), post);
    last = judged.replay;
    count(judged.posted);
  }
  const whole = batches.length === 1 ? last : undefined;
  count(await judgeRecorded(tx, context, plan, known, changed, whole, post));
  return total;
};

/** Judges the *as-occurred* rules from each rep's first touched day on, over everything the touched days can reach. */
const judgeOccurred = async (
  tx: Queryable,
  context: Context,
  ruleSet: RuleSet,
  known: Population,
  all: readonly CompiledRule[],
  days: ReadonlyMap<string, readonly LocalDate[]>,
  post: Post,
): Promise<Readonly<{ replay: Replay; posted: Posted }>> => {
  const { tenant } = context;
  const rules = all.filter(({ rule }) => rule.contention === 'as-occurred');
  const scope = replayScope(rules, days, ruleSet);
  const reps = [...days.keys()];
  const since = [...scope.since].map(([rule, day]) => ({ rule, since: day }));
  const from = [...days.values()].flat().reduce((first, day) => (day < first ? day : first));
  // Sent together.
  const [replay, live, bearing, targets] = await together([
    loadReplay(tx, tenant, ruleSet, known, all, reps, from),
    liveHeads(tx, tenant, since, reps),
    awardsBearing(tx, tenant, ruleSet, rules, since, reps),
    loadGivenTargets(tx, tenant, reps),
  ]);
  const { population, activities, metricsUpTo } = replay;
  const isJudged = ({ rule, subject, day }: Pick<LiveHead, 'rule' | 'subject' | 'day'>): boolean =>
    scope.has(rule, subject, day);
  const standing = await standingOf(
    tx,
    tenant,
    ruleSet,
    population,
    rules,
    live.filter((head) => !isJudged(head)),
    bearing.filter((award) => !isJudged(award)),
  );
  const sources = sourcesOf(ruleSet, population, standing.awards, targets);
  const outcomes = judgeActivities(activities, ruleSet, sources, metricsUpTo, standing.state, {
    inScope: (rule, rep, day) => scope.has(rule.rule.code, rep, day),
  });
  const heads = await headsFor(tx, context, outcomes, live.filter(isJudged));
  return { replay, posted: await post(tx, heads, outcomes) };
};
