import type { RuleSet } from '../../domain/rules/rule-set.ts';
import type { Queryable } from '../../storage/database.ts';
import { currentPlan } from '../../storage/plans.ts';
import { admit, type Context, transact } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { ruleSetOf } from './plan-json.ts';

export type CurrentPlan = Readonly<{ version: string; ruleSet: RuleSet }>;

/**
 * The plan that is in force for the tenant.
 * @throws LaurelError `state` when none has been published.
 */
export const requirePlan = async (tx: Queryable, tenant: string): Promise<CurrentPlan> => {
  const row = await currentPlan(tx, tenant);
  if (!row) throw new LaurelError('state', 'No plan has been published yet; import one with --plan.');
  return { version: row.version, ruleSet: ruleSetOf(row.version, row.documents) };
};

/** The plan in force, or undefined before the first was published. */
export const publishedPlan = (context: Context): Promise<CurrentPlan | undefined> => {
  admit(context, 'read-plan');
  return transact(context, async (tx) => {
    const row = await currentPlan(tx, context.tenant);
    return row && { version: row.version, ruleSet: ruleSetOf(row.version, row.documents) };
  });
};
