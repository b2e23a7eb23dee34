import { nearestName } from '../../domain/rules/nearest-name.ts';
import { externalIds } from '../../storage/activities.ts';
import type { StoredAward } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import { admit, type Context, identitiesOf, transactReading } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { loadPopulation } from '../load-population.ts';
import { requirePlan } from '../plan/current-plan.ts';
import { awardsWithin } from '../results/awards-within.ts';
import { lineAmount } from '../results/line-amount.ts';
import { requirePeriod } from '../settlement/settle-period.ts';
import type { Explanation, Granted } from './explanation.ts';
import { missedAtActivities } from './missed-at-activities.ts';
import { missedAtCloses } from './missed-at-closes.ts';

/**
 * Why a rule paid a rep in a period, from the stored traces, and where it did not, what was missing: found by judging
 * again without recording anything.
 */
export const explainAward = (
  context: Context,
  input: Readonly<{ rep: string; rule: string; period: string }>,
): Promise<Explanation> => {
  admit(context, 'explain-award');
  return transactReading(context, async (tx) => {
    const { tenant } = context;
    const { ruleSet } = await requirePlan(tx, tenant);
    const { plan } = ruleSet.documents;
    const population = await loadPopulation(tx, tenant, ruleSet.documents);
    const rule = ruleSet.rules.find((each) => each.rule.code === input.rule);
    if (!rule)
      throw unknown(
        'rule',
        input.rule,
        ruleSet.rules.map((each) => each.rule.code),
      );
    const rep = population.reps.get(identitiesOf(context).rep(input.rep));
    if (!rep)
      throw unknown(
        'rep',
        input.rep,
        [...population.reps.values()].map((each) => each.code),
      );
    const period = requirePeriod(plan.calendar, input.period);

    const awards = await awardsWithin(tx, tenant, plan, period, true);
    const own = awards.filter((award) => award.rule === input.rule && award.recipient === rep.id);
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
