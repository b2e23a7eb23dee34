import type { Statement, StatementSummary } from '../../../schemas/statement.ts';
import { addDays } from '../../domain/calendar/local-date.ts';
import { compareText } from '../../domain/compare-text.ts';
import { exponentOf } from '../../domain/money/currency.ts';
import { formatMinor } from '../../domain/money/money.ts';
import { type RepStatement, statementsOf } from '../../domain/statements/statement.ts';
import type { StoredAward } from '../../storage/awards.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { type Reading, reading } from '../reading.ts';
import { requireRep, visibleReps } from '../scope.ts';
import { requirePeriod } from '../settlement/settle-period.ts';
import { lineView, namedRep, namedTeam, ruleView } from './award-view.ts';
import { awardsWithin } from './awards-within.ts';

/** What each rep is due for every pay period within a period, in order of pay period and rep, without the lines. */
export const readStatements = (
  context: Context,
  { period, at }: Readonly<{ period: string; at: number }>,
): Promise<StatementSummary[]> =>
  reading(context, 'read-figures', at, async (now) => {
    const visible = visibleReps(context, now.population, now.today);
    const awards = await awardsOf(now, period, false, visible && [...visible]);
    return [...new Set(awards.map(({ payPeriod }) => payPeriod))].sort(compareText).flatMap((payPeriod) =>
      statementsOf(awards, payPeriod)
        .map((statement) => ({ ...headOf(statement, now), lines: statement.lines.length }))
        .sort((a, b) => compareText(a.rep.code, b.rep.code)),
    );
  });

/**
 * What a rep is due for a pay period, with every line and why.
 * @throws LaurelError `invalid` for a period that is not paid by itself.
 */
export const readStatement = (
  context: Context,
  { rep: code, period, at }: Readonly<{ rep: string; period: string; at: number }>,
): Promise<Statement> =>
  reading(context, 'read-figures', at, async (now) => {
    const rep = requireRep(context, now.population, code, now.today);
    const { plan } = now.ruleSet.documents;
    const { label, unit } = requirePeriod(plan.calendar, period);
    if (unit !== plan.payCycle)
      throw new LaurelError('invalid', `Statements are made by ${plan.payCycle}; “${period}” is a ${unit}.`);
    const own = await awardsOf(now, label, true, [rep.id]);
    const [statement] = statementsOf(own, label);
    const none = { rep: rep.id, period: label, cashMinor: 0n, points: 0n, lines: [] };
    const awards = new Map(own.map((award) => [award.award, award]));
    return {
      ...headOf(statement ?? none, now),
      lines: (statement?.lines ?? []).flatMap(({ award: id, line }) => {
        const award = awards.get(id);
        if (!award) return [];
        return {
          ...lineView(line, now.ruleSet.documents),
          ...ruleView(award, now.ruleSet),
          award: id,
          window: award.window,
          time: new Date(award.time).toISOString(),
        };
      }),
    };
  });

const awardsOf = (
  { tx, tenant, ruleSet }: Reading,
  label: string,
  traced: boolean,
  recipients: readonly string[] | undefined,
): Promise<StoredAward[]> => {
  const { plan } = ruleSet.documents;
  return awardsWithin(tx, tenant, plan, requirePeriod(plan.calendar, label), traced, recipients);
};

const headOf = (
  { rep, period, cashMinor, points }: RepStatement,
  { population, ruleSet }: Reading,
): Omit<Statement, 'lines'> => {
  const { plan } = ruleSet.documents;
  const lastDay = addDays(requirePeriod(plan.calendar, period).to, -1);
  const team = namedTeam(rep, lastDay, population);
  return {
    rep: namedRep(rep, population),
    ...(team && { team }),
    period,
    cash: formatMinor(cashMinor, exponentOf(plan.currency)),
    currency: plan.currency,
    points: points.toString(),
  };
};
