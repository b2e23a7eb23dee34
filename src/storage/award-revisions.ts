import { type SQL, sql } from 'drizzle-orm';
import type { LineContent } from '../domain/awards/award-content.ts';
import type { RecordedRevision } from '../domain/awards/recorded-revision.ts';
import type { BookedRevision } from '../domain/ledger/check-revision.ts';
import type { TransferRecord } from '../domain/ledger/ledger-entry.ts';
import { epochMs, isoText } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';
import { TRANSFER_COLUMNS, type TransferRow, transferRecord } from './ledger.ts';

/** A row of `REVISION_COLUMNS`. */
export type RevisionRow = Readonly<
  Omit<RecordedRevision, 'traceHash' | 'lines'> & { traceHash: string | null; lines: readonly LineContent[] }
>;

/**
 * Every column of a revision with its lines; `a` is the award table. The trace, which is long, comes as the hash of
 * its text, or as what that was before a name was erased from it. Whatever somebody wrote into a column comes as it stands, so that verification can name it.
 */
export const REVISION_COLUMNS = sql`a.award_id as award, a.revision, a.kind, a.rule_code as rule,
  a.rule_version as "ruleVersion", a.subject_kind as "subjectKind", a.subject_id as subject,
  a.recipient_id as recipient, a.window_unit as "windowUnit", a.window_label as "window",
  a.pay_period as "payPeriod", a.evidence_key as "evidenceKey", ${epochMs('a.occurred_at')} as time,
  a.day::text as day, a.evidence, coalesce(a.trace_hash, encode(sha256(convert_to(a.trace::text, 'UTF8')), 'hex')) as "traceHash",
  a.content_hash as "contentHash", ${isoText('a.recorded_at')} as "recordedAt",
  (select coalesce(json_agg(json_build_object('index', l.line, 'medium', l.medium, 'payer', l.payer,
      'amountMinor', l.amount_minor::text, 'currency', l.currency, 'exact', trim_scale(l.exact)::text, 'item', l.item)
      order by l.line), '[]')
    from award_line l where l.tenant_id = a.tenant_id and l.award_id = a.award_id and l.revision = a.revision) as lines`;

export const recordedRevision = ({ traceHash, ...row }: RevisionRow): RecordedRevision => ({
  ...row,
  traceHash: traceHash ?? undefined,
});

/** A place in the order of revisions; the empty id stands before all of them. */
export type RevisionPlace = Readonly<{ award: string; revision: number }>;

/** Some revisions with their transfers, and transfers among them that belong to no revision. */
export type BookedStretch = Readonly<{
  revisions: readonly BookedRevision[];
  orphans: readonly TransferRecord[];
}>;

/**
 * The revisions after a place, heads in the order of their ids and the revisions of a head in theirs, with the
 * transfers of the stretch. Fewer than `limit` are the last.
 */
export const bookedAfter = async (
  tx: Queryable,
  tenant: string,
  after: RevisionPlace,
  limit: number,
): Promise<BookedStretch> => {
  const rows = await rowsOf<RevisionRow>(
    tx,
    sql`
    select ${REVISION_COLUMNS} from award a
    where a.tenant_id = ${tenant} and ${isAfter('a', after)} order by a.award_id, a.revision limit ${limit}`,
  );
  const last = rows.length < limit ? undefined : rows.at(-1);
  const moved = await rowsOf<TransferRow>(
    tx,
    sql`
    select ${TRANSFER_COLUMNS} from transfer t where t.tenant_id = ${tenant} and ${isAfter('t', after)}
      ${last ? sql`and ${upTo(last)}` : sql``}
    order by t.award_id, t.revision, t.line`,
  );
  const byRevision = Map.groupBy(moved.map(transferRecord), ({ transfer }) =>
    placeKey(transfer.award, transfer.revision),
  );
  const revisions = rows.map((row) => {
    const key = placeKey(row.award, row.revision);
    const transfers = byRevision.get(key) ?? [];
    byRevision.delete(key);
    return { revision: recordedRevision(row), transfers };
  });
  return { revisions, orphans: [...byRevision.values()].flat() };
};

const isAfter = (table: 'a' | 't', { award, revision }: RevisionPlace): SQL =>
  sql`(${sql.raw(table)}.award_id, ${sql.raw(table)}.revision) > (${award}, ${revision}::integer)`;

const upTo = ({ award, revision }: RevisionPlace): SQL =>
  sql`(t.award_id, t.revision) <= (${award}, ${revision}::integer)`;

const placeKey = (award: string, revision: number): string => `${award} ${revision}`;

/** A line that belongs to no revision, as a place; only somebody past the constraints can leave one. */
export const orphanLine = async (tx: Queryable, tenant: string): Promise<RevisionPlace | undefined> => {
  const [row] = await rowsOf<RevisionPlace>(
    tx,
    sql`
    select l.award_id as award, l.revision from award_line l where l.tenant_id = ${tenant} and not exists (
      select from award a where a.tenant_id = l.tenant_id and a.award_id = l.award_id and a.revision = l.revision)
    order by l.award_id, l.revision limit 1`,
  );
  return row;
};
