import type { Period } from '../../domain/calendar/period.ts';
import type { PlanDocuments } from '../../domain/facts/environment.ts';
import { type CanonicalTransfer, canonicalTransfers } from '../../domain/ledger/canonical-transfers.ts';
import type { Population } from '../../domain/population.ts';
import { type RepStatement, statementsOf } from '../../domain/statements/statement.ts';
import { externalIds } from '../../storage/activities.ts';
import type { StoredAward } from '../../storage/awards.ts';
import { admit, type Context, identitiesOf, transactReading } from '../context.ts';
import { loadPopulation } from '../load-population.ts';
import { requirePlan } from '../plan/current-plan.ts';
import { requirePeriod } from '../settlement/settle-period.ts';
import { awardsWithin } from './awards-within.ts';
import { type BoardOfPeriod, readBoards } from './read-boards.ts';
import { readTargets, type TargetOfPeriod } from './read-targets.ts';

/** Everything a period came to, still by internal ids; `codes.ts` turns them into what people know. */
export type Results = Readonly<{
  period: Period;
  documents: PlanDocuments;
  planVersion: string;
  population: Population;
  awards: readonly StoredAward[];
  transfers: readonly CanonicalTransfer[];
  statements: readonly RepStatement[];
  boards: readonly BoardOfPeriod[];
  targets: readonly TargetOfPeriod[];
  /** Source and id of the activities that awards rest on, by internal id. */
  evidence: ReadonlyMap<string, Readonly<{ source: string; id: string }>>;
}>;

/** Reads what a period came to: awards, net transfers, statements and boards. */
export const readResults = (context: Context, input: Readonly<{ period: string }>): Promise<Results> => {
  admit(context, 'read-results');
  return transactReading(context, async (tx) => {
    const { tenant } = context;
    const { ruleSet, version } = await requirePlan(tx, tenant);
    const { documents } = ruleSet;
    const period = requirePeriod(documents.plan.calendar, input.period);
    const population = await loadPopulation(tx, tenant, documents);
    const awards = await awardsWithin(tx, tenant, documents.plan, period, true);
    const payPeriods = [...new Set(awards.map((award) => award.payPeriod))].sort();
    return {
      period,
      documents,
      planVersion: version,
      population,
      awards,
      transfers: canonicalTransfers(awards, documents.plan.code, identitiesOf(context)),
      statements: payPeriods.flatMap((payPeriod) => statementsOf(awards, payPeriod)),
      boards: await readBoards(tx, tenant, ruleSet, population, period),
      targets: await readTargets(tx, tenant, ruleSet, population, period),
      evidence: await externalIds(tx, tenant, [...new Set(awards.flatMap((award) => award.evidence))]),
    };
  });
};
