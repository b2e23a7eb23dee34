import { canonicalJson, sha256 } from '../../domain/canonical-json.ts';
import { compareText } from '../../domain/compare-text.ts';
import { exponentOf } from '../../domain/money/currency.ts';
import { formatMinor } from '../../domain/money/money.ts';
import { loadMasterData } from '../../storage/master-data.ts';
import { appendAudit } from '../../storage/records.ts';
import { settlementOf } from '../../storage/settlements.ts';
import { type Context, transact } from '../context.ts';
import { csvLine } from '../tabular/csv-text.ts';
import { totalsOf } from './awards-within.ts';
import { lineAmount } from './line-amount.ts';
import { readResults } from './read-results.ts';

/** An export with its control totals: what was written, and what a payroll system must find in it. */
export type Exported = Readonly<{
  name: string;
  content: string;
  /** Derived from the content, so that the same export again has the same one. */
  batch: string;
  rows: number;
  cash: string;
  points: string;
  currency: string;
  sha256: string;
  /** Whether somebody has approved a calculation that came to just this. */
  isApproved: boolean;
}>;

/** Spreadsheet programs read UTF-8 only behind this mark. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The bonus statements of a period. Exporting the same results again gives the same bytes. In CSV, employee numbers
 * are texts and texts that look like formulas are neutralised; negative amounts stay numbers.
 */
export const exportPeriod = async (
  context: Context,
  input: Readonly<{ period: string; format: 'csv' | 'json' }>,
): Promise<Exported> => {
  const results = await readResults(context, { period: input.period });
  const { population, documents, period } = results;
  const { currency } = documents.plan;
  const employees = await transact(context, async (tx) => {
    const rows = await loadMasterData(tx, context.tenant);
    return new Map(rows.reps.map((rep) => [rep.id, rep.employeeNo ?? '']));
  });
  const totals = totalsOf(results.awards, currency);
  const settled = await transact(context, (tx) => settlementOf(tx, context.tenant, period.label));
  // What came in later is in the file, and was not looked at.
  const isApproved = settled?.approvedAt != null && canonicalJson(settled.totals) === canonicalJson(totals);
  const exponent = exponentOf(currency);
  const statements = results.statements
    .map(({ rep, period: payPeriod, cashMinor, points, lines }) => ({
      rep: population.reps.get(rep)?.code ?? rep,
      name: population.reps.get(rep)?.name ?? '',
      employeeNo: employees.get(rep) ?? '',
      period: payPeriod,
      cash: formatMinor(cashMinor, exponent),
      currency,
      points: points.toString(),
      lines: lines.map(({ award, rule, line }) => ({
        award,
        rule,
        medium: line.medium,
        amount: lineAmount(line),
        payer: line.payer,
      })),
    }))
    .sort((a, b) => compareText(a.period, b.period) || compareText(a.rep, b.rep));
  const cash = formatMinor(
    results.statements.reduce((sum, { cashMinor }) => sum + cashMinor, 0n),
    exponent,
  );
  const points = results.statements.reduce((sum, statement) => sum + statement.points, 0n).toString();
  const control = { period: period.label, rows: statements.length, cash, points, currency };

  const content =
    input.format === 'json'
      ? `${JSON.stringify({ ...control, statements }, null, 2)}\n`
      : BYTE_ORDER_MARK +
        'employee_no,rep,name,period,cash,currency,points,lines\n' +
        statements
          .map((each) =>
            csvLine(
              [
                each.employeeNo,
                each.rep,
                each.name,
                each.period,
                each.cash,
                each.currency,
                each.points,
                String(each.lines.length),
              ],
              {
                neutralise: true,
              },
            ),
          )
          .join('');
  const hash = sha256(content);
  const exported = { batch: `exp_${hash.slice(0, 20)}`, ...control, sha256: hash, isApproved };
  await transact(context, (tx) =>
    appendAudit(tx, context.tenant, context.actor, {
      action: 'export-period',
      subject: period.label,
      details: exported,
    }),
  );
  return { name: `statements-${period.label}.${input.format}`, content, ...exported };
};
