import type { RuleSet } from '../../domain/rules/rule-set.ts';
import type { Queryable } from '../../storage/database.ts';
import { currentPlan, inForce } from '../../storage/plans.ts';
import { admit, type Context, transact } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { compiledRuleSet, ruleSetOf } from './plan-json.ts';

/** The plan in force, and the mark of the master data it is applied to. */
export type CurrentPlan = Readonly<{ version: string; ruleSet: RuleSet; masterData: string }>;

/** Documents are long: those of a version that is compiled already are not read again. */
const planInForce = async (tx: Queryable, tenant: string): Promise<CurrentPlan | undefined> => {
  const { version, masterData } = await inForce(tx, tenant);
  const known = version === null ? undefined : compiledRuleSet(version);
  if (version !== null && known) return { version, ruleSet: known, masterData };
  const row = await currentPlan(tx, tenant);
  return row && { version: row.version, ruleSet: ruleSetOf(row.version, row.documents), masterData };
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
