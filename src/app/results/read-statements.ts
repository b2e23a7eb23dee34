import type { Statement, StatementSummary } from '../../../schemas/statement.ts';
import { addDays } from '../../domain/calendar/local-date.ts';
import { compareText } from '../../domain/compare-text.ts';
import { exponentOf } from '../../domain/money/currency.ts';
import { formatMinor } from '../../domain/money/money.ts';
import { type RepStatement, statementsOf } from '../../domain/statements/statement.ts';
import { type Due, recipientsDue } from '../../storage/award-pages.ts';
import type { StoredAward } from '../../storage/awards.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { keyOfCursor, type Page, type PageWanted, pageOf } from '../page.ts';
import { type Reading, reading } from '../reading.ts';
import { requireRep, visibleReps } from '../scope.ts';
import { requirePeriod } from '../settlement/settle-period.ts';
import { lineView, namedRep, namedTeam, ruleView } from './award-view.ts';
import { awardsWithin } from './awards-within.ts';
import { belonging } from './read-awards.ts';

/**
 * What each rep is due for every pay period within a period, in order of pay period and rep, without the lines. Of a
 * period shorter than the pay cycle a page may be short, since not all that is granted in it belongs to it.
 */
export const readStatements = (
  context: Context,
  { period, at, limit, cursor }: PageWanted & Readonly<{ period: string; at: number }>,
): Promise<Page<StatementSummary>> =>
  reading(context, 'read-figures', at, async (now) => {
    const visible = visibleReps(context, now.population, now.today);
    const [afterPeriod = '', afterCode = ''] = keyOfCursor(cursor, 2) ?? [];
    const order = (a: readonly string[], b: readonly string[]): number =>
      compareText(a[0] ?? '', b[0] ?? '') || compareText(a[1] ?? '', b[1] ?? '');
    const keyOf = ({ payPeriod, recipient }: Due) => [payPeriod, namedRep(recipient, now.population).code];
    const due = await recipientsDue(now.tx, now.tenant, {
      recipients: visible && [...visible],
      ...belonging(now, period),
    });
    const heads = due
      .map((each) => ({ ...each, key: keyOf(each) }))
      .filter(({ key }) => order(key, [afterPeriod, afterCode]) > 0)
      .sort((a, b) => order(a.key, b.key))
      .slice(0, limit + 1);
    const shown = heads.slice(0, limit);
    const awards = await awardsOf(now, period, false, [...new Set(shown.map(({ recipient }) => recipient))]);
    const statements = new Map(
      [...new Set(shown.map(({ payPeriod }) => payPeriod))]
        .flatMap((payPeriod) => statementsOf(awards, payPeriod))
        .map((statement) => [`${statement.period}|${statement.rep}`, statement]),
    );
    const page = pageOf(
      heads,
      limit,
      ({ key }) => key,
      ({ payPeriod, recipient }) => statements.get(`${payPeriod}|${recipient}`),
    );
    return {
      ...page,
      items: page.items.flatMap((each) => (each ? [{ ...headOf(each, now), lines: each.lines.length }] : [])),
    };
  });

/**
 * What a rep is due for a pay period, with every line and why.
 * @throws LaurelError `not-found` for a period that is not paid by itself.
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
      throw new LaurelError(
        'not-found',
        `Statements are made by ${plan.payCycle}; “${period}” is a ${unit}.`,
      );
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
