import type { Settlement } from '../../../schemas/settlement.ts';
import { settlementOf } from '../../storage/settlements.ts';
import { admit, type Context, transactAlone } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { requirePlan } from '../plan/current-plan.ts';
import { requireSettled, settlementView } from '../settlement/read-settlements.ts';
import { requirePeriod } from '../settlement/settle-period.ts';
import { decide } from './decide.ts';

export type SettlementApproval = Readonly<{
  period: string;
  /** The calculation that was looked at. */
  calculation: number;
  words?: string | undefined;
}>;

/**
 * Approves the latest calculation of a period, which another has made.
 * @throws LaurelError `not-found` for a period that nobody has settled; `conflict` where there is a newer calculation; and
 * as `openProposal` does.
 */
export const approveSettlement = (
  context: Context,
  { period, calculation, words }: SettlementApproval,
): Promise<Settlement> => {
  admit(context, 'approve-settlement');
  return transactAlone(context, async (tx) => {
    const { tenant } = context;
    const { ruleSet } = await requirePlan(tx, tenant);
    const { label } = requirePeriod(ruleSet.documents.plan.calendar, period);
    const latest = requireSettled(await settlementOf(tx, tenant, label), label);
    if (latest.calculation !== calculation)
      throw new LaurelError('conflict', `Calculation ${latest.calculation} is the latest of ${label}.`);
    const key = { kind: 'settlement', subject: `${label}/${calculation}` } as const;
    await decide(tx, context, key, { verdict: 'approved', words });
    return settlementView(requireSettled(await settlementOf(tx, tenant, label), label), ruleSet);
  });
};
