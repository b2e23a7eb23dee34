import type { PlanDocuments } from '../../domain/facts/environment.ts';
import { lockTenant } from '../../storage/locks.ts';
import { appendPlanVersion, currentPlan, ensureTenant } from '../../storage/plans.ts';
import { appendAudit } from '../../storage/records.ts';
import { admit, type Context, transact } from '../context.ts';
import { recount } from '../rebuild.ts';
import { requirePlan } from './current-plan.ts';
import { planToJson, planVersionOf } from './plan-json.ts';

/**
 * Publishes a plan owner-only, as an import does: audited, without the four eyes of the approval flow. What has been
 * counted and judged under the plan before is counted and judged anew, in the same transaction. The plan in force
 * again changes nothing. Gives the version.
 */
export const publishPlan = async (context: Context, documents: PlanDocuments): Promise<string> => {
  admit(context, 'publish-plan');
  const version = planVersionOf(documents);
  const planCode = documents.plan.code;
  await transact(context, async (tx) => {
    const { tenant, actor } = context;
    await ensureTenant(tx, tenant);
    await lockTenant(tx, tenant);
    const before = await currentPlan(tx, tenant);
    if (
      !(await appendPlanVersion(tx, tenant, { planCode, version, documents: planToJson(documents) }, actor))
    )
      return;
    const judged = await recount(tx, context, await requirePlan(tx, tenant), before?.documents);
    const rules = documents.rules.map((rule) => rule.code);
    const details = { version, mode: 'owner-only', rules, ...judged };
    await appendAudit(tx, tenant, actor, { action: 'publish-plan', subject: planCode, details });
  });
  return version;
};
