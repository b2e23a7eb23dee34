import type { OutcomeLine } from '../../domain/awards/outcome.ts';
import { compareText } from '../../domain/compare-text.ts';
import { foldHashes } from '../../domain/ledger/canonical-transfers.ts';
import { exponentOf } from '../../domain/money/currency.ts';
import { formatDecimal } from '../../domain/money/decimal.ts';
import { formatMinor } from '../../domain/money/money.ts';
import type { StoredAward } from '../../storage/awards.ts';
import { csvLine } from '../tabular/csv-text.ts';
import { totalsOf } from './awards-within.ts';
import { accountLabel, codeOf } from './codes.ts';
import { explainLines } from './explain-lines.ts';
import { amountText, lineAmount } from './line-amount.ts';
import type { Results } from './read-results.ts';

/** The files of a run by name. Rows stand in a fixed order, so that equal results are equal bytes. */
export const resultFiles = (results: Results): Map<string, string> =>
  new Map([
    ['awards.csv', awardsCsv(results)],
    ['transfers.csv', transfersCsv(results)],
    ['statements.csv', statementsCsv(results)],
    ['leaderboard.csv', leaderboardCsv(results)],
    ['badges.csv', badgesCsv(results)],
    ['targets.csv', targetsCsv(results)],
    ['explain.ndjson', explainLines(results)],
  ]);

const csv = (heading: string, rows: readonly (readonly string[])[]): string =>
  `${heading}\n${rows.map((cells) => csvLine(cells, { neutralise: true })).join('')}`;

const instant = (time: number): string => new Date(time).toISOString();

/** Ordered by rule, recipient, window, evidence and line. */
const awardsCsv = (results: Results): string => {
  const rows = results.awards.flatMap((award) => award.lines.map((line) => awardRow(award, line, results)));
  rows.sort((a, b) => compareCells(a, b, [0, 2, 7, 10, 9, 3, 8, 11]));
  return csv(
    'rule,version,subject,medium,payer,amount,currency,period,badge,evidence,window,team,item,time,award',
    rows,
  );
};

const awardRow = (award: StoredAward, line: OutcomeLine, { population, evidence }: Results): string[] => [
  award.rule,
  award.ruleVersion,
  codeOf(award.recipient, population),
  line.medium,
  line.payer,
  lineAmount(line),
  line.currency,
  award.payPeriod,
  line.medium === 'badge' ? line.item : '',
  award.evidence.map((id) => evidence.get(id)?.id ?? id).join(' '),
  award.window,
  award.subjectKind === 'team' ? codeOf(award.subject, population) : '',
  line.medium === 'badge' ? '' : line.item,
  instant(award.time),
  award.award,
];

const compareCells = (a: readonly string[], b: readonly string[], columns: readonly number[]): number => {
  for (const column of columns) {
    const order = compareText(a[column] ?? '', b[column] ?? '');
    if (order !== 0) return order;
  }
  return 0;
};

/** Net transfers in canonical order, by (time, id); the hash covers internal ids, which the shown accounts stand for. */
const transfersCsv = ({ transfers, population }: Results): string =>
  csv(
    'seq,time,from,to,amount,currency,award,kind,hash',
    transfers.map(({ transfer, hash }, index) => [
      String(index + 1),
      instant(transfer.occurredAt),
      accountLabel(transfer.from, population),
      accountLabel(transfer.to, population),
      amountText(transfer.amountMinor, transfer.currency),
      transfer.currency,
      transfer.award,
      transfer.kind,
      hash,
    ]),
  );

/** Ordered by pay period, then rep. */
const statementsCsv = ({ statements, population, documents }: Results): string => {
  const exponent = exponentOf(documents.plan.currency);
  const rows = statements.map((statement) => [
    codeOf(statement.rep, population),
    statement.period,
    formatMinor(statement.cashMinor, exponent),
    statement.points.toString(),
    String(statement.lines.length),
  ]);
  rows.sort((a, b) => compareCells(a, b, [1, 0]));
  return csv('rep,period,cash,points,lines', rows);
};

const leaderboardCsv = ({ boards }: Results): string =>
  csv(
    'rank,subject,metric,value,board',
    boards.flatMap(({ board, rows }) =>
      rows.map(({ rank, item, value }) => [
        String(rank),
        item.code,
        board.metric,
        formatDecimal(value),
        board.code,
      ]),
    ),
  );

const targetsCsv = ({ targets }: Results): string =>
  csv(
    'subject,metric,period,tier,amount,actual',
    targets.map(({ subject, metric, period, tier, amount, actual }) => [
      subject.code,
      metric,
      period,
      tier,
      formatDecimal(amount),
      actual ? formatDecimal(actual) : '',
    ]),
  );

/** Every badge held, ordered by rep and badge. */
const badgesCsv = ({ awards, population }: Results): string => {
  const rows = awards.flatMap((award) =>
    award.lines.flatMap((line) =>
      line.medium === 'badge'
        ? [[codeOf(award.recipient, population), line.item, award.rule, award.window, instant(award.time)]]
        : [],
    ),
  );
  rows.sort((a, b) => compareCells(a, b, [0, 1, 2, 3]));
  return csv('subject,badge,rule,window,time', rows);
};

/** Counts and totals, by rule and medium and in all, with the head of the folded transfer hashes. */
export const resultSummary = (results: Results): Readonly<Record<string, unknown>> => {
  const { awards, transfers, statements, documents, period, planVersion } = results;
  const byRule = [...Map.groupBy(awards, (award) => award.rule)].sort(([a], [b]) => compareText(a, b));
  const { currency, code, budget } = documents.plan;
  const totals = totalsOf(awards, currency);
  return {
    period: period.label,
    plan: { code, version: planVersion },
    currency,
    awards: awards.length,
    statements: statements.length,
    transfers: transfers.length,
    totals,
    rules: Object.fromEntries(
      byRule.map(([rule, own]) => [rule, { awards: own.length, ...totalsOf(own, currency) }]),
    ),
    ...(budget && {
      budget: {
        amount: String(budget.amount),
        window: budget.window,
        ...(budget.window === period.unit && { spent: totals.cash }),
      },
    }),
    ledgerHead: foldHashes(transfers.map(({ hash }) => hash)),
  };
};
