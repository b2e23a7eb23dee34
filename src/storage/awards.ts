import { type SQL, sql } from 'drizzle-orm';
import type { Medium, Payer, SubjectKind, Window } from '../../schemas/common.ts';
import { lineContent } from '../domain/awards/award-content.ts';
import type { OutcomeLine } from '../domain/awards/outcome.ts';
import type { LatestRevision, Revision } from '../domain/awards/revise.ts';
import type { LocalDate } from '../domain/calendar/local-date.ts';
import { type TraceJson, traceToJson } from '../domain/explain/trace-json.ts';
import { exactDecimal } from '../domain/money/decimal.ts';
import { column, epochMs, given, instantOf, lookedUp, portions } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

/** An award that is live: the latest revision of its head is a grant. */
export type StoredAward = Readonly<{
  award: string;
  revision: number;
  contentHash: string;
  rule: string;
  ruleVersion: string;
  subjectKind: SubjectKind;
  subject: string;
  recipient: string;
  windowUnit: Window;
  window: string;
  payPeriod: string;
  evidenceKey: string;
  time: number;
  day: LocalDate;
  evidence: readonly string[];
  trace: TraceJson | null;
  lines: readonly OutcomeLine[];
}>;

type LineRow = Readonly<{
  award: string;
  line: number;
  medium: Medium;
  payer: Payer;
  amount: string;
  currency: string;
  exact: string;
  item: string;
}>;

/**
 * The live awards a filter selects, with their lines; ordered by (time, id). `a` is the award table, or what
 * `source` gives of it.
 */
export const liveAwards = async (
  tx: Queryable,
  tenant: string,
  where: SQL,
  { withTrace = false, source = sql`award a` }: Readonly<{ withTrace?: boolean; source?: SQL }> = {},
): Promise<StoredAward[]> => {
  const rows = await rowsOf<Omit<StoredAward, 'lines'>>(
    tx,
    sql`
    select * from (
      select distinct on (a.award_id) a.award_id as award, a.revision, a.kind, a.content_hash as "contentHash",
        a.rule_code as rule, a.rule_version as "ruleVersion", a.subject_kind as "subjectKind",
        a.subject_id as subject, a.recipient_id as recipient, a.window_unit as "windowUnit",
        a.window_label as "window", a.pay_period as "payPeriod", a.evidence_key as "evidenceKey",
        ${epochMs('a.occurred_at')} as time, a.day::text as day, a.evidence,
        ${withTrace ? sql`a.trace` : sql`null`} as trace
      from ${source} where a.tenant_id = ${tenant} and ${where}
      order by a.award_id, a.revision desc) latest
    where kind = 'granted' order by time, award`,
  );
  const lines = new Map<string, OutcomeLine[]>();
  for (const some of portions(rows)) {
    const found = await rowsOf<LineRow>(
      tx,
      sql`
      select l.award_id as award, l.line, l.medium, l.payer, l.amount_minor::text as amount, l.currency,
        l.exact::text as exact, l.item
      from award_line l
      join unnest(${column(
        some.map((row) => row.award),
        'text',
      )}, ${column(
        some.map((row) => row.revision),
        'integer',
      )})
        as wanted (award_id, revision) on wanted.award_id = l.award_id and wanted.revision = l.revision
      where l.tenant_id = ${tenant} order by l.award_id, l.line`,
    );
    for (const { award, line, amount, exact, ...rest } of found) {
      const own = lines.get(award) ?? [];
      own.push({ ...rest, index: line, amountMinor: BigInt(amount), exact: exactDecimal(exact) });
      lines.set(award, own);
    }
  }
  return rows.map((row) => ({ ...row, lines: lines.get(row.award) ?? [] }));
};

/** The latest revision of a head with what names its place among the rules. */
export type RecordedHead = LatestRevision & Readonly<{ rule: string; subject: string; day: LocalDate }>;

/** The latest revision of every head a filter selects, live or not. `source` gives awards as `a`. */
const latestRevisions = async (
  tx: Queryable,
  tenant: string,
  where: SQL,
  source: SQL = sql`award a`,
): Promise<RecordedHead[]> =>
  rowsOf<RecordedHead>(
    tx,
    sql`
    select distinct on (a.award_id) a.award_id as award, a.revision, a.kind = 'granted' as live,
      a.content_hash as "contentHash", a.rule_code as rule, a.subject_id as subject, a.day::text as day
    from ${source} where a.tenant_id = ${tenant} and ${where}
    order by a.award_id, a.revision desc`,
  );

/**
 * The statements that append revisions. A reversal repeats what names the head, so that each row can be read on its
 * own.
 */
export const revisionStatements = (tenant: string, revisions: readonly Revision[]): SQL[] => {
  const granted = revisions.filter((revision) => revision.kind === 'granted');
  const reversed = revisions.filter((revision) => revision.kind === 'reversed');
  const reversals = portions(reversed).map(
    (rows) => sql`
      insert into award (tenant_id, award_id, revision, kind, rule_code, rule_version, subject_kind, subject_id,
        recipient_id, window_unit, window_label, pay_period, evidence_key, occurred_at, day, evidence, content_hash)
      select a.tenant_id, a.award_id, given.revision, 'reversed', a.rule_code, a.rule_version, a.subject_kind,
        a.subject_id, a.recipient_id, a.window_unit, a.window_label, a.pay_period, a.evidence_key, a.occurred_at,
        a.day, a.evidence, a.content_hash
      from ${given(rows, [
        ['award_id', 'text', (r) => r.award],
        ['revision', 'integer', (r) => r.revision],
        ['reverses', 'integer', (r) => r.reverses],
      ])}
      join award a on a.tenant_id = ${tenant} and a.award_id = given.award_id and a.revision = given.reverses`,
  );
  const grants = portions(granted).map(
    (rows) => sql`
      insert into award (tenant_id, award_id, revision, kind, rule_code, rule_version, subject_kind, subject_id,
        recipient_id, window_unit, window_label, pay_period, evidence_key, occurred_at, day, evidence, trace, content_hash)
      select ${tenant}, id, revision, 'granted', rule_code, rule_version, subject_kind, subject_id, recipient_id,
        window_unit, window_label, pay_period, evidence_key, ${instantOf('occurred_at')}, day, evidence::jsonb,
        trace::jsonb, content_hash
      from ${given(rows, [
        ['id', 'text', (r) => r.award],
        ['revision', 'integer', (r) => r.revision],
        ['rule_code', 'text', (r) => r.outcome.rule],
        ['rule_version', 'text', (r) => r.outcome.ruleVersion],
        ['subject_kind', 'text', (r) => r.outcome.subjectKind],
        ['subject_id', 'text', (r) => r.outcome.subject],
        ['recipient_id', 'text', (r) => r.outcome.recipient],
        ['window_unit', 'text', (r) => r.outcome.windowUnit],
        ['window_label', 'text', (r) => r.outcome.window],
        ['pay_period', 'text', (r) => r.outcome.payPeriod],
        ['evidence_key', 'text', (r) => r.outcome.evidenceKey],
        ['occurred_at', 'bigint', (r) => r.outcome.time],
        ['day', 'date', (r) => r.outcome.day],
        ['evidence', 'json', (r) => r.outcome.evidence],
        ['trace', 'json', (r) => traceToJson(r.outcome.trace)],
        ['content_hash', 'text', (r) => r.contentHash],
      ])}`,
  );
  const lines = granted.flatMap(({ award, revision, outcome }) =>
    outcome.lines.map((line) => ({ award, revision, ...lineContent(line) })),
  );
  const granting = portions(lines).map(
    (rows) => sql`
      insert into award_line (tenant_id, award_id, revision, line, medium, payer, amount_minor, currency, exact, item)
      select ${tenant}, given.* from ${given(rows, [
        ['c1', 'text', (r) => r.award],
        ['c2', 'integer', (r) => r.revision],
        ['c3', 'integer', (r) => r.index],
        ['c4', 'text', (r) => r.medium],
        ['c5', 'text', (r) => r.payer],
        ['c6', 'bigint', (r) => r.amountMinor],
        ['c7', 'text', (r) => r.currency],
        ['c8', 'numeric', (r) => r.exact],
        ['c9', 'text', (r) => r.item],
      ])}`,
  );
  return [...reversals, ...grants, ...granting];
};

/** A rule and since which day its awards are asked for; undefined means since the beginning. */
export type RuleSince = Readonly<{ rule: string; since: string | undefined }>;

/**
 * The awards of some rules, to some recipients or to all, as the table `a`. Without statistics, as in a database that
 * was filled a moment ago, the planner would read all awards of the recipients; `offset 0` has it look up each rule.
 */
const ofRules = (
  tenant: string,
  rules: readonly RuleSince[],
  recipients: readonly string[] | undefined,
): SQL => sql`${given(rules, [
  ['rule', 'text', (each) => each.rule],
  ['since', 'date', (each) => each.since ?? '-infinity'],
])} cross join lateral (
    select * from award where tenant_id = ${tenant} and rule_code = given.rule and day >= given.since
      ${recipients ? sql`and recipient_id = any(${column(recipients, 'text')})` : sql``} offset 0) a`;

/** The live awards of some rules, to some recipients or to all. */
export const awardsOfRules = (
  tx: Queryable,
  tenant: string,
  rules: readonly RuleSince[],
  recipients: readonly string[] | undefined,
): Promise<StoredAward[]> =>
  rules.length === 0
    ? Promise.resolve([])
    : liveAwards(tx, tenant, sql`true`, { source: ofRules(tenant, rules, recipients) });

/** A live head with what names it. */
export type LiveHead = RecordedHead & Readonly<{ recipient: string; window: string; evidenceKey: string }>;

/** The live heads of some rules to some recipients. A grant and its reversal have one day, so `since` parts no pair. */
export const liveHeads = async (
  tx: Queryable,
  tenant: string,
  rules: readonly RuleSince[],
  recipients: readonly string[],
): Promise<LiveHead[]> =>
  rowsOf<LiveHead>(
    tx,
    sql`
    select * from (
      select distinct on (a.award_id) a.award_id as award, a.revision, a.kind = 'granted' as live,
        a.content_hash as "contentHash", a.rule_code as rule, a.subject_id as subject, a.day::text as day,
        a.recipient_id as recipient, a.window_label as "window", a.evidence_key as "evidenceKey"
      from ${ofRules(tenant, rules, recipients)}
      order by a.award_id, a.revision desc) latest
    where live`,
  );

/** All revisions of awards by their ids, as the table `a`. */
const byId = (tenant: string, awards: readonly string[]): SQL =>
  lookedUp(awards, sql`select * from award where tenant_id = ${tenant} and award_id = wanted.key`, 'a');

/** The latest revisions of heads by their ids; those never granted are missing. */
export const headsById = async (
  tx: Queryable,
  tenant: string,
  awards: readonly string[],
): Promise<RecordedHead[]> => {
  const found: RecordedHead[] = [];
  for (const some of portions(awards))
    found.push(...(await latestRevisions(tx, tenant, sql`true`, byId(tenant, some))));
  return found;
};

/** The heads of a rule in one window. */
export const headsOfWindow = (
  tx: Queryable,
  tenant: string,
  rule: string,
  window: string,
): Promise<RecordedHead[]> =>
  latestRevisions(tx, tenant, sql`a.rule_code = ${rule} and a.window_label = ${window}`);
