import { createAwardBook } from '../../domain/awards/awards-reader.ts';
import { addDays } from '../../domain/calendar/local-date.ts';
import { localDateAt } from '../../domain/calendar/zone.ts';
import { type ActivityMiss, judgeActivities } from '../../domain/evaluate/judge-activities.ts';
import { awardWindow } from '../../domain/evaluate/judging.ts';
import { reachOf } from '../../domain/evaluate/reach.ts';
import { missingOf } from '../../domain/explain/missing.ts';
import { conditionToJson } from '../../domain/explain/trace-json.ts';
import type { Asking, FactSources } from '../../domain/facts/fact-reader.ts';
import type { Frame } from '../../domain/facts/resolved-fact.ts';
import { createUsageBook } from '../../domain/limits/usage.ts';
import { nearestName } from '../../domain/rules/nearest-name.ts';
import type { CompiledRule } from '../../domain/rules/rule-set.ts';
import { activityDays, externalIds } from '../../storage/activities.ts';
import type { StoredAward } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import { loadReplay } from '../activities/load-replay.ts';
import { loadSources } from '../activities/load-sources.ts';
import { admit, type Context, identitiesOf, transact } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { loadPopulation } from '../load-population.ts';
import { requirePlan } from '../plan/current-plan.ts';
import { awardsWithin } from '../results/awards-within.ts';
import { lineAmount } from '../results/line-amount.ts';
import { closingsWithin, judgeClosing, loadClosing } from '../settlement/judge-closings.ts';
import { requirePeriod } from '../settlement/settle-period.ts';
import type { Explanation, Granted, NotGranted } from './explanation.ts';

/** Of activities that granted nothing, the latest are explained; more would bury them. */
const MOST_MISSES = 3;

/**
 * Why a rule paid a rep in a period, from the stored traces, and where it did not, what was missing: found by judging
 * again without recording anything.
 */
export const explainAward = (
  context: Context,
  input: Readonly<{ rep: string; rule: string; period: string }>,
): Promise<Explanation> => {
  admit(context, 'explain-award');
  return transact(context, async (tx) => {
    const { ruleSet } = await requirePlan(tx, context.tenant);
    const { documents } = ruleSet;
    const rule = ruleSet.rules.find((each) => each.rule.code === input.rule);
    if (!rule)
      throw unknown(
        'rule',
        input.rule,
        ruleSet.rules.map((each) => each.rule.code),
      );
    const population = await loadPopulation(tx, context.tenant, documents);
    const identities = identitiesOf(context);
    const rep = population.reps.get(identities.rep(input.rep));
    if (!rep)
      throw unknown(
        'rep',
        input.rep,
        [...population.reps.values()].map((each) => each.code),
      );
    const period = requirePeriod(documents.plan.calendar, input.period);

    const awards = await awardsWithin(tx, context.tenant, documents.plan, period, true);
    const own = awards.filter((award) => award.rule === input.rule && award.recipient === rep.id);
    const granted = await explainGranted(tx, context.tenant, own);
    const known = { rule: input.rule, name: rule.rule.name, rep: input.rep, period: period.label };

    if (rule.close === undefined) {
      const first =
        reachOf(rule, period.from, ruleSet).from ??
        (await activityDays(tx, context.tenant))?.first ??
        period.from;
      const from = first < period.from ? (first as typeof period.from) : period.from;
      const { activities, metricsUpTo } = await loadReplay(
        tx,
        context.tenant,
        ruleSet,
        population,
        [rep.id],
        from,
      );
      const sources = await loadSources(
        tx,
        context.tenant,
        ruleSet,
        population,
        createAwardBook(ruleSet.exponent),
      );
      const misses: ActivityMiss[] = [];
      const inPeriod = (time: number) => {
        const day = localDateAt(time, documents.plan.calendar.timeZone);
        return day >= period.from && day < period.to;
      };
      const relevant = activities.filter((activity) => activity.day < period.to);
      judgeActivities(
        relevant,
        ruleSet,
        sources,
        metricsUpTo,
        { granted: new Set(), usage: createUsageBook() },
        {
          inScope: (each) => each === rule,
          onMiss: (miss) => {
            if (inPeriod(miss.activity.time)) misses.push(miss);
          },
        },
      );
      const shown = misses.slice(-MOST_MISSES);
      const names = await externalIds(
        tx,
        context.tenant,
        shown.map((miss) => miss.activity.id),
      );
      const missed = shown.map((miss): NotGranted => {
        const here = { ...sources, metrics: metricsUpTo(miss.activity.order) };
        const asking = {
          subject: rep,
          moment: awardWindow(rule, miss.activity.day, ruleSet).moment,
          activity: miss.activity,
        };
        const activity = names.get(miss.activity.id)?.id;
        return {
          ...notGranted(rule, miss.frame, here, asking, miss.window, miss.limits),
          ...(activity !== undefined && { activity }),
        };
      });
      return { ...known, verdicts: [...granted, ...missed], further: misses.length - shown.length };
    }

    const missed: NotGranted[] = [];
    for (const closing of closingsWithin(ruleSet, period).filter((each) => each.rules.includes(rule))) {
      const sources = await loadClosing(tx, context.tenant, ruleSet, population, closing);
      const judged = await judgeClosing(tx, context.tenant, ruleSet, identities, closing, sources);
      const day = addDays(closing.period.to, -1);
      const subjectId = rule.rule.subject === 'team' ? population.teamOf(rep.id, day) : rep.id;
      const verdict = judged
        .find((each) => each.rule === rule)
        ?.verdicts.find((each) => each.subject.id === subjectId);
      if (!verdict || verdict.outcomes.some((outcome) => outcome.recipient === rep.id)) continue;
      const asking = { subject: verdict.subject, moment: { day, period: closing.period } };
      const { place } = verdict;
      missed.push({
        ...notGranted(rule, verdict.frame, sources, asking, closing.period.label, []),
        ...(place && { place: { rank: place.rank, top: place.top } }),
      });
    }
    return { ...known, verdicts: [...granted, ...missed], further: 0 };
  });
};

const unknown = (kind: string, written: string, names: readonly string[]): LaurelError => {
  const near = nearestName(written, names);
  return new LaurelError(
    'not-found',
    `There is no ${kind} called “${written}”.${near === undefined ? '' : ` Did you mean “${near}”?`}`,
  );
};

const explainGranted = async (
  tx: Queryable,
  tenant: string,
  awards: readonly StoredAward[],
): Promise<Granted[]> => {
  const evidence = await externalIds(
    tx,
    tenant,
    awards.flatMap((award) => award.evidence),
  );
  return awards.map((award) => ({
    awarded: true,
    window: award.window,
    time: new Date(award.time).toISOString(),
    version: award.ruleVersion,
    lines: award.lines.map((line) => ({
      medium: line.medium,
      amount: lineAmount(line),
      currency: line.currency,
      item: line.item,
    })),
    evidence: award.evidence.map((id) => evidence.get(id)?.id ?? id),
    why: award.trace,
  }));
};

/** What kept a frame from an award: what failed or was unknown, the first step not reached, the limits that bound. */
const notGranted = (
  rule: CompiledRule,
  frame: Frame,
  sources: FactSources,
  asking: Asking,
  window: string,
  limits: NotGranted['limits'],
): NotGranted => {
  const eligibility = rule.eligibility?.trace(frame);
  const conditions = rule.conditions?.trace(frame);
  // With a gate still closed only the lowest step matters; with all gates open, the next one.
  const gated =
    eligibility?.result === true || !eligibility ? conditions && conditions.result !== true : true;
  const last = rule.steps.findLastIndex((each) => !each.conditions || each.conditions.test(frame) === true);
  const step = gated && last >= 0 ? undefined : rule.steps[last + 1];
  const stepTrace = step?.conditions?.trace(frame);
  const failed = [eligibility, conditions, stepTrace].flatMap((trace) => trace ?? []);
  return {
    awarded: false,
    window,
    ...(eligibility && { eligibility: conditionToJson(eligibility) }),
    ...(conditions && { conditions: conditionToJson(conditions) }),
    ...(step && stepTrace && { step: { code: step.code, conditions: conditionToJson(stepTrace) } }),
    limits,
    missing: failed.flatMap((trace) => missingOf(trace, sources, asking)),
  };
};
