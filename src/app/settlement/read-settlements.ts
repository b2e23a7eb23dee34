import type { Settlement } from '../../../schemas/settlement.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import { type SettlementRow, settlementOf, settlementsBefore } from '../../storage/settlements.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { keyOfCursor, type Page, type PageWanted, pageOf } from '../page.ts';
import { reading } from '../reading.ts';
import { requirePeriod } from './settle-period.ts';

/** The latest calculation of every period that was settled, the latest period first. */
export const readSettlements = (
  context: Context,
  { at, limit, cursor }: PageWanted & Readonly<{ at: number }>,
): Promise<Page<Settlement>> =>
  reading(context, 'read-settlements', at, async (now) => {
    const [before] = keyOfCursor(cursor, 1) ?? [];
    const rows = await settlementsBefore(now.tx, now.tenant, before, limit + 1);
    return pageOf(
      rows,
      limit,
      ({ period }) => [period],
      (row) => settlementView(row, now.ruleSet),
    );
  });

/**
 * The latest calculation of a period.
 * @throws LaurelError `not-found` for a period that nobody has settled.
 */
export const readSettlement = (
  context: Context,
  { period, at }: Readonly<{ period: string; at: number }>,
): Promise<Settlement> =>
  reading(context, 'read-settlements', at, async (now) => {
    const { label } = requirePeriod(now.ruleSet.documents.plan.calendar, period);
    return settlementView(requireSettled(await settlementOf(now.tx, now.tenant, label), label), now.ruleSet);
  });

/** @throws LaurelError `not-found` for a period that nobody has settled. */
export const requireSettled = (row: SettlementRow | undefined, period: string): SettlementRow => {
  if (!row) throw new LaurelError('not-found', `${period} has not been settled.`);
  return row;
};

/** A calculation as it is told, read under a plan. */
export const settlementView = (
  { period, totals, before, approvedBy, approvedAt, approvalWords, ...row }: SettlementRow,
  ruleSet: RuleSet,
): Settlement => {
  const { plan } = ruleSet.documents;
  const { unit } = requirePeriod(plan.calendar, period);
  const { cash = '0', points = '0', goods = '0', badge = '0', honour = '0', lines = '0' } = totals;
  return {
    period,
    unit,
    isPayPeriod: unit === plan.payCycle,
    ...row,
    currency: plan.currency,
    totals: { cash, points, goods, badge, honour, lines },
    ...(before && { before }),
    ...(approvedBy !== null && { approvedBy }),
    ...(approvedAt !== null && { approvedAt }),
    ...(approvalWords !== null && { approvalWords }),
  };
};
