import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts';
import { payPeriodsOf } from '../../domain/calendar/pay-periods.ts';
import { type Period, parsePeriod, periodContaining } from '../../domain/calendar/period.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import { lastActivityDay } from '../../storage/activities.ts';
import { payPeriodsOfRecipient } from '../../storage/award-pages.ts';
import type { Queryable } from '../../storage/database.ts';
import type { StoredRep } from '../../storage/master-data.ts';
import { settlementDays } from '../../storage/records.ts';
import { LaurelError } from '../errors.ts';

/**
 * Refuses to erase somebody who is still employed, or to whom something may still be due: who cannot be named cannot be
 * paid either. `today` is a local day.
 * @throws LaurelError `state`, with what has to be done first.
 */
export const refuseEarly = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  { id, leftOn }: Pick<StoredRep, 'id' | 'leftOn'>,
  today: LocalDate,
): Promise<void> => {
  if (leftOn === null || leftOn >= today)
    throw new LaurelError(
      'state',
      'This person is still employed; save the last day of employment first, and erase after it.',
    );
  const due = await periodsDue(tx, tenant, ruleSet, { id, leftOn: leftOn as LocalDate });
  const settled = await settledLabels(tx, tenant, ruleSet);
  const open = due.filter(({ label }) => !settled.has(label)).map(({ label }) => label);
  if (open.length > 0)
    throw new LaurelError(
      'state',
      `Something may still be due to this person for ${open.join(', ')}; settle that after its end, pay it, and erase then.`,
    );
};

/** The pay periods with awards of the rep, and those in which what the rep worked for closes. */
const periodsDue = async (
  tx: Queryable,
  tenant: string,
  { documents, byClose }: RuleSet,
  { id, leftOn }: Readonly<{ id: string; leftOn: LocalDate }>,
): Promise<Period[]> => {
  const { calendar, payCycle, paysFrom } = documents.plan;
  const worked = await lastActivityDay(tx, tenant, id);
  const closing = [...byClose.keys()]
    .map((unit) => periodContaining(calendar, unit, leftOn))
    .filter(({ from }) => worked !== undefined && worked >= from)
    .map(({ to }) => periodContaining(calendar, payCycle, addDays(to, -1)));
  const awarded = (await payPeriodsOfRecipient(tx, tenant, id)).flatMap(
    (label) => parsePeriod(calendar, label) ?? [],
  );
  const due = new Map([...awarded, ...closing].map((period) => [period.label, period]));
  return [...due.values()].filter(({ to }) => paysFrom === undefined || addDays(to, -1) > paysFrom);
};

/** The pay periods that were settled, by themselves or with a longer one, when they were over. */
const settledLabels = async (tx: Queryable, tenant: string, { documents }: RuleSet): Promise<Set<string>> => {
  const { plan } = documents;
  const settled = await settlementDays(tx, tenant, plan.calendar.timeZone);
  return new Set(
    settled.flatMap(({ period, day }) => {
      const parsed = parsePeriod(plan.calendar, period);
      const paid = parsed ? payPeriodsOf(plan, parsed) : [];
      return paid.filter(({ to }) => day >= to).map(({ label }) => label);
    }),
  );
};
