import { createAwardBook } from '../../domain/awards/awards-reader.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import { type ActivityMiss, judgeActivities } from '../../domain/evaluate/judge-activities.ts';
import { awardWindow } from '../../domain/evaluate/judging.ts';
import { reachOf } from '../../domain/evaluate/reach.ts';
import { createUsageBook } from '../../domain/limits/usage.ts';
import { awardsRead } from '../../domain/rules/judging-order.ts';
import { activityDays, externalIds } from '../../storage/activities.ts';
import { awardsOfRules } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import { loadReplay } from '../activities/load-replay.ts';
import { loadSources } from '../activities/load-sources.ts';
import type { NotGranted } from './explanation.ts';
import { notGranted } from './not-granted.ts';
import type { Question } from './question.ts';

/** Of activities that granted nothing, the latest are explained; more would bury them. */
const MOST_MISSES = 3;

/** Judges the rep's activities again, recording nothing, and explains those of the period that granted nothing. */
export const missedAtActivities = async (
  tx: Queryable,
  { context: { tenant }, ruleSet, population, rule, rep, period }: Question,
): Promise<Readonly<{ missed: readonly NotGranted[]; further: number }>> => {
  const reach = reachOf(rule, period.from, ruleSet).from ?? (await activityDays(tx, tenant))?.first;
  const from = (reach !== undefined && reach < period.from ? reach : period.from) as LocalDate;
  const { activities, metricsUpTo } = await loadReplay(
    tx,
    tenant,
    ruleSet,
    population,
    [rule],
    [rep.id],
    from,
  );
  const read = awardsRead(rule, ruleSet.facts, ruleSet.targets).map((each) => ({
    rule: each,
    since: undefined,
  }));
  const book = createAwardBook(ruleSet.exponent, await awardsOfRules(tx, tenant, read, [rep.id]));
  const sources = await loadSources(tx, tenant, ruleSet, population, book);

  const misses: ActivityMiss[] = [];
  judgeActivities(
    activities.filter((activity) => activity.day < period.to),
    ruleSet,
    sources,
    metricsUpTo,
    { granted: new Set(), usage: createUsageBook() },
    {
      inScope: (each) => each === rule,
      onMiss: (miss) => {
        if (miss.activity.day >= period.from) misses.push(miss);
      },
    },
  );
  const shown = misses.slice(-MOST_MISSES);
  const ids = await externalIds(
    tx,
    tenant,
    shown.map(({ activity }) => activity.id),
  );
  const missed = shown.map(({ activity, frame, window, limits }) => {
    const here = { ...sources, metrics: metricsUpTo(activity.order) };
    const asking = { subject: rep, moment: awardWindow(rule, activity.day, ruleSet).moment, activity };
    return {
      ...notGranted(rule, frame, here, asking, window, limits),
      activity: ids.get(activity.id)?.id ?? activity.id,
    };
  });
  return { missed, further: misses.length - shown.length };
};
