import { externalIds } from '../../storage/activities.ts';
import type { StoredAward } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Context } from '../context.ts';
import { loadPopulation } from '../load-population.ts';
import { requireRule } from '../plan/read-rules.ts';
import { reading } from '../reading.ts';
import { awardsWithin } from '../results/awards-within.ts';
import { lineAmount } from '../results/line-amount.ts';
import { requireRep } from '../scope.ts';
import { requirePeriod } from '../settlement/settle-period.ts';
import type { Explanation, Granted } from './explanation.ts';
import { missedAtActivities } from './missed-at-activities.ts';
import { missedAtCloses } from './missed-at-closes.ts';

/**
 * Why a rule paid a rep in a period, from the stored traces, and where it did not, what was missing: found by judging
 * again without recording anything. `at` is the moment of the question (epoch ms), on whose day the actor sees the rep.
 */
export const explainAward = (
  context: Context,
  input: Readonly<{ rep: string; rule: string; period: string; at: number }>,
): Promise<Explanation> =>
  reading(context, 'explain-award', input.at, async ({ tx, tenant, ruleSet, population: people, today }) => {
    const { plan } = ruleSet.documents;
    const rule = requireRule(ruleSet, input.rule);
    const rep = requireRep(context, people, input.rep, today);
    const population = await loadPopulation(tx, tenant, ruleSet.documents);
    const period = requirePeriod(plan.calendar, input.period);

    const awards = await awardsWithin(tx, tenant, plan, period, true, [rep.id]);
    const own = awards.filter((award) => award.rule === input.rule);
    const granted = await explainGranted(tx, tenant, own);
    const question = { context, ruleSet, population, rule, rep, period };
    const { missed, further } =
      rule.close === undefined
        ? await missedAtActivities(tx, question)
        : { missed: await missedAtCloses(tx, question), further: 0 };
    const verdicts = [...granted, ...missed];
    return {
      rule: input.rule,
      name: rule.rule.name,
      rep: input.rep,
      period: period.label,
      verdicts,
      further,
    };
  });

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
