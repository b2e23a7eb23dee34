import type { PlanDocuments } from '../../domain/facts/environment.ts';
import type { Queryable } from '../../storage/database.ts';
import { lockTenant } from '../../storage/locks.ts';
import { appendPlanVersion, currentPlan, ensureTenant } from '../../storage/plans.ts';
import { appendAudit } from '../../storage/records.ts';
import type { Posted } from '../activities/post-revisions.ts';
import { admit, type Context, transact } from '../context.ts';
import { recount } from '../rebuild.ts';
import { requirePlan } from './current-plan.ts';
import { planToJson, planVersionOf } from './plan-json.ts';

/**
 * Publishes a plan owner-only, as an import does: audited, without the four eyes of a proposal. What has been
 * counted and judged under the plan before is counted and judged anew, in the same transaction. The plan in force
 * again changes nothing. Gives the version.
 */
export const publishPlan = async (context: Context, documents: PlanDocuments): Promise<string> => {
  admit(context, 'publish-plan');
  const version = planVersionOf(documents);
  await transact(context, async (tx) => {
    const { tenant, actor } = context;
    await ensureTenant(tx, tenant);
    await lockTenant(tx, tenant);
    const published = await publishWithin(tx, context, documents);
    if (!published) return;
    const details = { version, mode: 'owner-only', ...published };
    await appendAudit(tx, tenant, actor, { action: 'publish-plan', subject: documents.plan.code, details });
  });
  return version;
};

/** What a publication came to, for the audit. */
export type Published = Posted & Readonly<{ rules: readonly string[] }>;

/**
 * Publishes a plan in the transaction at hand, which has the tenant to itself, and counts and judges everything anew;
 * undefined where it is in force already. Whoever calls this writes to the audit.
 */
export const publishWithin = async (
  tx: Queryable,
  context: Context,
  documents: PlanDocuments,
): Promise<Published | undefined> => {
  const { tenant, actor } = context;
  const before = await currentPlan(tx, tenant);
  const planCode = documents.plan.code;
  const plan = { planCode, version: planVersionOf(documents), documents: planToJson(documents) };
  if (!(await appendPlanVersion(tx, tenant, plan, actor))) return undefined;
  const judged = await recount(tx, context, await requirePlan(tx, tenant), before?.documents);
  return { rules: documents.rules.map((rule) => rule.code), ...judged };
};
