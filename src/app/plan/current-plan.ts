import type { RuleSet } from '../../domain/rules/rule-set.ts';
import type { Queryable } from '../../storage/database.ts';
import { currentPlan, currentVersion } from '../../storage/plans.ts';
import { admit, type Context, transact } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { compiledRuleSet, ruleSetOf } from './plan-json.ts';

export type CurrentPlan = Readonly<{ version: string; ruleSet: RuleSet }>;

/** Documents are long: those of a version that is compiled already are not read again. */
const planInForce = async (tx: Queryable, tenant: string): Promise<CurrentPlan | undefined> => {
  const version = await currentVersion(tx, tenant);
  const known = version === undefined ? undefined : compiledRuleSet(version);
  if (version !== undefined && known) return { version, ruleSet: known };
  const row = await currentPlan(tx, tenant);
  return row && { version: row.version, ruleSet: ruleSetOf(row.version, row.documents) };
};

/**
 * The plan that is in force for the tenant.
 * @throws LaurelError `state` when none has been published.
 */
export const requirePlan = async (tx: Queryable, tenant: string): Promise<CurrentPlan> => {
  const plan = await planInForce(tx, tenant);
  if (!plan) throw new LaurelError('state', 'No plan has been published yet; import one with --plan.');
  return plan;
};

/** The plan in force, or undefined before the first was published. */
export const publishedPlan = (context: Context): Promise<CurrentPlan | undefined> => {
  admit(context, 'read-plan');
  return transact(context, (tx) => planInForce(tx, context.tenant));
};
