import type { PlanDocuments } from '../../domain/facts/environment.ts';
import { appendPlanVersion, ensureTenant } from '../../storage/plans.ts';
import { appendAudit } from '../../storage/records.ts';
import { admit, type Context, transact } from '../context.ts';
import { planToJson, planVersionOf } from './plan-json.ts';

/**
 * Publishes a plan owner-only, as an import does: audited, without the four eyes of the approval flow. The same
 * documents again change nothing. Gives the version.
 */
export const publishPlan = async (context: Context, documents: PlanDocuments): Promise<string> => {
  admit(context, 'publish-plan');
  const version = planVersionOf(documents);
  const planCode = documents.plan.code;
  await transact(context, async (tx) => {
    await ensureTenant(tx, context.tenant);
    const added = await appendPlanVersion(
      tx,
      context.tenant,
      { planCode, version, documents: planToJson(documents) },
      context.actor,
    );
    if (!added) return;
    const rules = documents.rules.map((rule) => rule.code);
    await appendAudit(tx, context.tenant, context.actor, {
      action: 'publish-plan',
      subject: planCode,
      details: { version, mode: 'owner-only', rules },
    });
  });
  return version;
};
