import type { EffectiveActivity } from '../../domain/activities/stored-activity.ts';
import { createAwardBook } from '../../domain/awards/awards-reader.ts';
import { revise } from '../../domain/awards/revise.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import { headKey, judgeActivities } from '../../domain/evaluate/judge-activities.ts';
import { recordUsage } from '../../domain/limits/apply-limits.ts';
import { createUsageBook, type UsageBook } from '../../domain/limits/usage.ts';
import type { Population } from '../../domain/population.ts';
import type { CompiledRule, RuleSet } from '../../domain/rules/rule-set.ts';
import { originalsById } from '../../storage/activities.ts';
import { awardsOfRules, headsOfRules, type StoredAward } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import { type Context, identitiesOf } from '../context.ts';
import { effectiveActivity } from './effective.ts';
import { loadReplay } from './load-replay.ts';
import { loadSources } from './load-sources.ts';
import { type Posted, postRevisions } from './post-revisions.ts';
import type { Touched } from './touched.ts';

/**
 * Judges the *as-recorded* rules: only what is new, after everything that was granted before, so that commit order
 * decides and what was told stays told. Awards whose evidence was voided are reversed, and free what they used.
 */
export const judgeRecorded = async (
  tx: Queryable,
  context: Context,
  ruleSet: RuleSet,
  population: Population,
  { touched, added, recorded }: Touched,
): Promise<Posted> => {
  const rules = ruleSet.rules.filter(
    (rule) => rule.activityTypes.length > 0 && rule.rule.contention === 'as-recorded',
  );
  if (!recorded || rules.length === 0 || touched.length === 0) return { granted: 0, reversed: 0 };
  const { tenant } = context;
  const codes = rules.map((rule) => rule.rule.code);
  const live = await awardsOfRules(tx, tenant, codes, undefined);
  const evidence = await effectiveById(
    tx,
    tenant,
    ruleSet,
    live.flatMap((award) => award.evidence),
  );
  const stands = (award: StoredAward) => award.evidence.every((id) => evidence.has(id));
  const standing = live.filter(stands);

  const state = { granted: new Set<string>(), usage: createUsageBook() };
  for (const award of standing) {
    state.granted.add(headKey(award.rule, award.recipient, award.window, award.evidenceKey));
    countUsage(award, rules, evidence, population, ruleSet, state.usage);
  }

  const reps = [...new Set(touched.map((each) => each.rep))];
  const first = touched.reduce(
    (day, each) => (each.day < day ? each.day : day),
    touched[0]?.day ?? '',
  ) as LocalDate;
  const replayed = await loadReplay(tx, tenant, ruleSet, population, reps, first);
  const isNew = new Set(added);
  const fresh = replayed.activities.filter((activity) => isNew.has(activity.id));
  const sources = await loadSources(
    tx,
    tenant,
    ruleSet,
    population,
    createAwardBook(ruleSet.exponent, standing),
  );
  const inScope = (rule: CompiledRule) => rule.rule.contention === 'as-recorded';
  const outcomes = judgeActivities(fresh, ruleSet, sources, replayed.metricsUpTo, state, { inScope });

  const identities = identitiesOf(context);
  const wanted = new Map(outcomes.map((outcome) => [identities.award(outcome), outcome]));
  const heads = await headsOfRules(tx, tenant, codes, undefined);
  const kept = new Set(standing.map((award) => award.award));
  const changed = heads.filter((head) => !kept.has(head.award));
  const revisions = revise(new Map(changed.map((head) => [head.award, head])), wanted);
  await postRevisions(tx, tenant, ruleSet.documents.plan.code, identities, revisions);
  const granted = revisions.filter((revision) => revision.kind === 'granted').length;
  return { granted, reversed: revisions.length - granted };
};

const effectiveById = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  ids: readonly string[],
): Promise<Map<string, EffectiveActivity>> => {
  const rows = await originalsById(tx, tenant, [...new Set(ids)]);
  return new Map(
    rows
      .flatMap((row) => effectiveActivity(row, ruleSet.documents) ?? [])
      .map((activity) => [activity.id, activity]),
  );
};

/** Counts an award that stands under the limits of its rule, as if it had just been granted. */
const countUsage = (
  award: StoredAward,
  rules: readonly CompiledRule[],
  evidence: ReadonlyMap<string, EffectiveActivity>,
  population: Population,
  { documents }: RuleSet,
  usage: UsageBook,
): void => {
  const rule = rules.find((each) => each.rule.code === award.rule);
  if (!rule) return;
  const activity = evidence.get(award.evidence[0] ?? '');
  const granted = {
    recipient: award.recipient,
    team: population.teamOf(award.recipient, award.day),
    outlet: activity?.outlet,
    product: activity?.product,
    day: award.day,
    lines: award.lines,
    frame: { read: () => undefined },
  };
  recordUsage(rule, granted, usage, documents.plan.calendar);
};
