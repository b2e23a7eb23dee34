import type { LocalDate } from '../../domain/calendar/local-date.ts';
import { judgeActivities } from '../../domain/evaluate/judge-activities.ts';
import { replayScope } from '../../domain/evaluate/replay-scope.ts';
import type { Population } from '../../domain/population.ts';
import type { CompiledRule, RuleSet } from '../../domain/rules/rule-set.ts';
import { portions } from '../../storage/arrays.ts';
import { type LiveHead, liveHeads } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Context } from '../context.ts';
import type { CurrentPlan } from '../plan/current-plan.ts';
import { headsFor } from './heads-for.ts';
import { judgeRecorded } from './judge-recorded.ts';
import { loadReplay } from './load-replay.ts';
import { loadSources } from './load-sources.ts';
import { loadStanding } from './load-standing.ts';
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
  const { touched } = changed;
  const occurred = ruleSet.rules.filter(
    (rule) => rule.activityTypes.length > 0 && rule.rule.contention === 'as-occurred',
  );
  let granted = 0;
  let reversed = 0;
  const byRep = Map.groupBy(touched, (each) => each.rep);
  const days =
    occurred.length === 0
      ? []
      : [...byRep].map(([rep, own]) => [rep, own.map(({ day }) => day as LocalDate)] as const);
  for (const portion of portions(days, REPS_AT_ONCE)) {
    const posted = await replay(tx, context, ruleSet, known, occurred, new Map(portion), post);
    granted += posted.granted;
    reversed += posted.reversed;
  }
  const recorded = await judgeRecorded(tx, context, plan, known, changed, post);
  return { granted: granted + recorded.granted, reversed: reversed + recorded.reversed };
};

/** Replays the activities of some reps from their first touched day on, over everything the days can reach. */
const replay = async (
  tx: Queryable,
  context: Context,
  ruleSet: RuleSet,
  known: Population,
  rules: readonly CompiledRule[],
  days: ReadonlyMap<string, readonly LocalDate[]>,
  post: Post,
): Promise<Posted> => {
  const { tenant } = context;
  const scope = replayScope(rules, days, ruleSet);
  if (!scope) return { granted: 0, reversed: 0 };
  const reps = [...days.keys()];
  const replayed = await loadReplay(tx, tenant, ruleSet, known, rules, reps, scope.from);
  const { population, activities, metricsUpTo } = replayed;

  const since = [...scope.since].map(([rule, day]) => ({ rule, since: day }));
  const codes = new Set(scope.since.keys());
  const isJudged = ({ rule, subject, day }: Pick<LiveHead, 'rule' | 'subject' | 'day'>): boolean =>
    codes.has(rule) && scope.has(rule, subject, day);
  const live = await liveHeads(tx, tenant, since, reps);
  const judged = live.filter(isJudged);
  const standing = await loadStanding(
    tx,
    tenant,
    ruleSet,
    population,
    rules,
    since,
    reps,
    live.filter((head) => !isJudged(head)),
    (award) => !isJudged(award),
  );
  const sources = await loadSources(tx, tenant, ruleSet, population, standing.awards, reps);
  const outcomes = judgeActivities(activities, ruleSet, sources, metricsUpTo, standing.state, {
    inScope: (rule, rep, day) => codes.has(rule.rule.code) && scope.has(rule.rule.code, rep, day),
  });
  return post(tx, await headsFor(tx, context, outcomes, judged), outcomes);
};
