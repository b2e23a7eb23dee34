import { createAwardBook } from '../../domain/awards/awards-reader.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import { judgeActivities } from '../../domain/evaluate/judge-activities.ts';
import { type Reach, reachOf } from '../../domain/evaluate/reach.ts';
import { createUsageBook } from '../../domain/limits/usage.ts';
import type { Population } from '../../domain/population.ts';
import { awardsRead } from '../../domain/rules/judging-order.ts';
import type { CompiledRule, RuleSet } from '../../domain/rules/rule-set.ts';
import { activityDays } from '../../storage/activities.ts';
import { portions } from '../../storage/arrays.ts';
import { awardsOfRules, headsOfRules } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import type { RepDay } from '../../storage/rollups.ts';
import type { Context } from '../context.ts';
import { loadPopulation } from '../load-population.ts';
import type { CurrentPlan } from '../plan/current-plan.ts';
import { judgeRecorded } from './judge-recorded.ts';
import { loadReplay } from './load-replay.ts';
import { loadSources } from './load-sources.ts';
import { type Post, type Posted, recording } from './post-revisions.ts';
import type { Touched } from './touched.ts';

/** Reps are judged in portions, which bounds what is in memory at once. */
const REPS_AT_ONCE = 200;

/**
 * Judges the rules that activities trigger, over every award head that the touched days can reach, and records what
 * differs as new revisions. For *as-occurred* rules the outcome is a function of the complete facts, whatever the
 * order in which they arrived; *as-recorded* rules decide on the new activities only.
 */
export const judgeTouched = async (
  tx: Queryable,
  context: Context,
  plan: CurrentPlan,
  change: Touched,
  post: Post = recording(context, plan),
): Promise<Posted> => {
  const { ruleSet } = plan;
  const { touched } = change;
  const population = await loadPopulation(tx, context.tenant, ruleSet.documents);
  const occurred = ruleSet.rules.filter(
    (rule) => rule.activityTypes.length > 0 && rule.rule.contention === 'as-occurred',
  );
  let granted = 0;
  let reversed = 0;
  const days = occurred.length === 0 ? [] : [...Map.groupBy(touched, (each) => each.rep)];
  for (const portion of portions(days, REPS_AT_ONCE)) {
    const posted = await replay(tx, context, ruleSet, population, occurred, new Map(portion), post);
    granted += posted.granted;
    reversed += posted.reversed;
  }
  const recorded = await judgeRecorded(tx, context, ruleSet, population, change);
  return { granted: granted + recorded.granted, reversed: reversed + recorded.reversed };
};

/** Replays the activities of some reps over everything their touched days can reach. */
const replay = async (
  tx: Queryable,
  context: Context,
  ruleSet: RuleSet,
  population: Population,
  rules: readonly CompiledRule[],
  days: ReadonlyMap<string, readonly RepDay[]>,
  post: Post,
): Promise<Posted> => {
  const { tenant } = context;
  const all = await activityDays(tx, tenant);
  if (!all) return { granted: 0, reversed: 0 };
  const reaches = new Map<string, Reach>();
  for (const [rep, own] of days) {
    for (const rule of rules) reaches.set(`${rep}|${rule.rule.code}`, spanOf(rule, own, ruleSet));
  }
  const inScope = (rule: CompiledRule, rep: string, day: LocalDate): boolean => {
    const reach = reaches.get(`${rep}|${rule.rule.code}`);
    return (
      reach !== undefined &&
      (reach.from === undefined || day >= reach.from) &&
      (reach.to === undefined || day < reach.to)
    );
  };

  const from = [...reaches.values()].reduce<string>((first, reach) => {
    const start = reach.from ?? all.first;
    return start < first ? start : first;
  }, all.last) as LocalDate;
  const reps = [...days.keys()];
  const { activities, metricsUpTo } = await loadReplay(tx, tenant, ruleSet, population, reps, from);

  const codes = rules.map((rule) => rule.rule.code);
  const read = [...new Set(rules.flatMap((rule) => awardsRead(rule, ruleSet.facts, ruleSet.targets)))];
  const earlier = (await awardsOfRules(tx, tenant, [...codes, ...read], reps)).filter((award) => {
    const rule = rules.find((each) => each.rule.code === award.rule);
    return !rule || !inScope(rule, award.subject, award.day);
  });
  const sources = await loadSources(
    tx,
    tenant,
    ruleSet,
    population,
    createAwardBook(ruleSet.exponent, earlier),
  );
  const state = { granted: new Set<string>(), usage: createUsageBook() };
  const occurredOnly = (rule: CompiledRule, rep: string, day: LocalDate) =>
    rules.includes(rule) && inScope(rule, rep, day);
  const outcomes = judgeActivities(activities, ruleSet, sources, metricsUpTo, state, {
    inScope: occurredOnly,
  });

  const heads = (await headsOfRules(tx, tenant, codes, reps)).filter((head) => {
    const rule = rules.find((each) => each.rule.code === head.rule);
    return rule && inScope(rule, head.subject, head.day);
  });
  return post(tx, heads, outcomes);
};

/** One span over the reaches of all touched days of a rep. */
const spanOf = (rule: CompiledRule, days: readonly RepDay[], ruleSet: RuleSet): Reach => {
  const reaches = days.map(({ day }) => reachOf(rule, day as LocalDate, ruleSet));
  return reaches.reduce((a, b) => ({
    from: a.from === undefined || b.from === undefined ? undefined : a.from < b.from ? a.from : b.from,
    to: a.to === undefined || b.to === undefined ? undefined : a.to > b.to ? a.to : b.to,
  }));
};
