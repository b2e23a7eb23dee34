import type { LocalDate } from '../domain/calendar/local-date.ts';
import { localDateAt } from '../domain/calendar/zone.ts';
import type { Population } from '../domain/population.ts';
import type { RuleSet } from '../domain/rules/rule-set.ts';
import type { Queryable } from '../storage/database.ts';
import { admit, type Context, transactReading } from './context.ts';
import { knownPopulation } from './known-population.ts';
import type { Operation } from './operations.ts';
import { requirePlan } from './plan/current-plan.ts';

/** What most questions are answered from, as it is at one moment. */
export type Reading = Readonly<{
  tx: Queryable;
  tenant: string;
  ruleSet: RuleSet;
  version: string;
  /** Without outlets and products; `withItems` adds those that are named. */
  population: Population;
  /** The local day of the question. */
  today: LocalDate;
}>;

/** Reads under the plan in force, with who and what there is; `at` is the moment of the question in epoch ms. */
export const reading = <T>(
  context: Context,
  operation: Operation,
  at: number,
  work: (reading: Reading) => Promise<T>,
): Promise<T> => {
  admit(context, operation);
  return transactReading(context, async (tx) => {
    const { tenant } = context;
    const plan = await requirePlan(tx, tenant);
    const { ruleSet, version } = plan;
    const population = await knownPopulation(tx, context, plan);
    const today = localDateAt(at, ruleSet.documents.plan.calendar.timeZone);
    return work({ tx, tenant, ruleSet, version, population, today });
  });
};
