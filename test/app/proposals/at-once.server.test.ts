import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Context } from '../../../src/app/context.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { approvePlan } from '../../../src/app/proposals/approve-plan.ts';
import { approveSettlement } from '../../../src/app/proposals/approve-settlement.ts';
import { endPlanProposal } from '../../../src/app/proposals/end-plan-proposal.ts';
import { proposePlan } from '../../../src/app/proposals/propose-plan.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import { rowsOf } from '../../../src/storage/database.ts';
import { testDatabase } from '../../test-database.ts';
import { smallFiles, smallPlan } from '../small-plan.ts';

const database = testDatabase();

const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

const audited = async ({ tenant }: Context, subject: string): Promise<string[]> => {
  const rows = await rowsOf<{ action: string }>(
    database.db(),
    sql`select action from audit where tenant_id = ${tenant} and details->>'proposal' = ${subject}
      and action not like 'propose-%'`,
  );
  return rows.map(({ action }) => action);
};

it('of those who decide at once one wins, with one entry of the audit, and the others are told', async () => {
  const context = database.tenant();
  await publishPlan(context, smallPlan().documents);
  for (let round = 0; round < 6; round += 1) {
    const name = { zh: `${round}`, en: `${round}` };
    const files = [...smallFiles(undefined, { name })].map(([path, text]) => [
      path,
      JSON.parse(text) as unknown,
    ]);
    const { id, version } = await proposePlan(
      { ...context, actor: 'maker' },
      { files: Object.fromEntries(files) as Record<string, unknown>, reason: 'A reason.' },
    );
    const decided = { id, reason: 'So.' };
    const as = (actor: string): Context => ({ ...context, actor });
    const outcomes = await Promise.all([
      outcomeOf(approvePlan(as('one'), decided)),
      outcomeOf(approvePlan(as('two'), decided)),
      outcomeOf(endPlanProposal(as('three'), { ...decided, verdict: 'refused' })),
      outcomeOf(endPlanProposal(as('maker'), { ...decided, verdict: 'withdrawn' })),
      outcomeOf(approvePlan(as('maker'), decided)),
    ]);
    expect(outcomes.slice(0, 4).sort()).toEqual(['conflict', 'conflict', 'conflict', 'done']);
    expect(['forbidden', 'conflict']).toContain(outcomes[4]);
    const [deed = '', ...others] = await audited(context, id);
    expect(others).toEqual([]);
    const [row] = await rowsOf<{ state: string; version: string }>(
      database.db(),
      sql`select state, (select version from plan_version where tenant_id = ${context.tenant}
        order by publication desc limit 1) from proposal where proposal_id = ${id}`,
    );
    const states = { 'approve-plan': 'approved', 'refuse-plan': 'refused', 'withdraw-plan': 'withdrawn' };
    expect(row?.state).toBe(states[deed as keyof typeof states]);
    expect(row?.version === version).toBe(deed === 'approve-plan');
  }
});

it('an approval and a newer calculation at once never leave the newer one approved', async () => {
  const context = database.tenant();
  await publishPlan(context, smallPlan().documents);
  await settlePeriod(context, { period: '2024-02' });
  for (let calculation = 1; calculation < 6; calculation += 1) {
    const [outcome] = await Promise.all([
      outcomeOf(approveSettlement({ ...context, actor: 'checker' }, { period: '2024-02', calculation })),
      settlePeriod(context, { period: '2024-02' }),
    ]);
    expect(['done', 'conflict']).toContain(outcome);
    const rows = await rowsOf<{ subject: string; state: string }>(
      database.db(),
      sql`select subject, state from proposal where tenant_id = ${context.tenant} and kind = 'settlement'
        order by made_at desc limit 2`,
    );
    expect(rows).toEqual([
      { subject: `2024-02/${calculation + 1}`, state: 'proposed' },
      { subject: `2024-02/${calculation}`, state: outcome === 'done' ? 'approved' : 'withdrawn' },
    ]);
  }
});
