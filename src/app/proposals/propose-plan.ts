import type { PlanProposal } from '../../../schemas/proposal.ts';
import { lintPlan } from '../../domain/lint/lint-plan.ts';
import { currentPlan, ensureTenant } from '../../storage/plans.ts';
import { admit, type Context, transact } from '../context.ts';
import { type PlanJson, planToJson, planVersionOf } from '../plan/plan-json.ts';
import { readPlan } from '../plan/read-plan.ts';
import { type PlanContent, planProposalView } from './plan-content.ts';
import { planDifference } from './plan-difference.ts';
import { propose } from './propose.ts';

/** The documents of a plan as JSON, by the path of their file. */
export type PlanGiven = Readonly<{ files: Readonly<Record<string, unknown>>; reason: string }>;

/**
 * Proposes a new version of the plan, with all its documents, for another to approve. It is read, compiled and linted now;
 * what differs is told against the plan that is in force now.
 * @throws LaurelError `unusable-file` naming for every fault the file, the JSON pointer and what was probably meant.
 */
export const proposePlan = async (context: Context, { files, reason }: PlanGiven): Promise<PlanProposal> => {
  admit(context, 'propose-plan');
  const texts = Object.entries(files).map(([path, document]) => [path, JSON.stringify(document)] as const);
  const { documents, ruleSet } = readPlan(new Map(texts));
  const after = planToJson(documents);
  return transact(context, async (tx) => {
    await ensureTenant(tx, context.tenant);
    const before = await currentPlan(tx, context.tenant);
    const content: PlanContent = {
      base: before?.version ?? null,
      version: planVersionOf(documents),
      differs: planDifference(before?.documents as PlanJson | undefined, after),
      findings: lintPlan(ruleSet).map((each) => ({ ...each })),
      documents: after,
    };
    const wanted = { kind: 'plan', subject: documents.plan.code, content, reason } as const;
    return planProposalView(await propose(tx, context, wanted), content.base);
  });
};
