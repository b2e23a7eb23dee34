import { type SQL, sql } from 'drizzle-orm';
import type { TransferRecord } from '../domain/ledger/ledger-entry.ts';
import { type Transfer, transferHash } from '../domain/ledger/transfer.ts';
import { column, epochMs, given, instantOf, isoText, portions } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

/** The statements that append transfers with the hash of their content. */
export const transferStatements = (tenant: string, transfers: readonly Transfer[]): SQL[] =>
  portions(transfers).map(
    (rows) => sql`
      insert into transfer (tenant_id, transfer_id, kind, from_account, to_account, amount_minor, currency, award_id,
        revision, line, reverses, rule_version, evidence, occurred_at, content_hash)
      select ${tenant}, id, kind, from_account, to_account, amount_minor, currency, award_id, revision, line, reverses,
        rule_version, evidence::jsonb, ${instantOf('occurred_at')}, content_hash
      from ${given(rows, [
        ['id', 'text', (r) => r.id],
        ['kind', 'text', (r) => r.kind],
        ['from_account', 'text', (r) => r.from],
        ['to_account', 'text', (r) => r.to],
        ['amount_minor', 'bigint', (r) => r.amountMinor.toString()],
        ['currency', 'text', (r) => r.currency],
        ['award_id', 'text', (r) => r.award],
        ['revision', 'integer', (r) => r.revision],
        ['line', 'integer', (r) => r.line],
        ['reverses', 'text', (r) => r.reverses ?? null],
        ['rule_version', 'text', (r) => r.ruleVersion],
        ['evidence', 'json', (r) => r.evidence],
        ['occurred_at', 'bigint', (r) => r.occurredAt],
        ['content_hash', 'text', (r) => transferHash(r)],
      ])}`,
  );

/** A row of `TRANSFER_COLUMNS`. */
export type TransferRow = Readonly<{
  id: string;
  kind: Transfer['kind'];
  from: string;
  to: string;
  amount: string;
  currency: string;
  award: string;
  revision: number;
  line: number;
  reverses: string | null;
  ruleVersion: string;
  evidence: readonly string[];
  occurredAt: number;
  contentHash: string;
  recordedAt: string;
}>;

/** The columns of a transfer; `t` is its table. */
export const TRANSFER_COLUMNS = sql`t.transfer_id as id, t.kind, t.from_account as "from", t.to_account as "to",
  t.amount_minor::text as amount, t.currency, t.award_id as award, t.revision, t.line, t.reverses,
  t.rule_version as "ruleVersion", t.evidence, ${epochMs('t.occurred_at')} as "occurredAt",
  t.content_hash as "contentHash",
  ${isoText('t.recorded_at')} as "recordedAt"`;

export const transferRecord = ({
  amount,
  reverses,
  contentHash,
  recordedAt,
  ...rest
}: TransferRow): TransferRecord => ({
  transfer: { ...rest, amountMinor: BigInt(amount), reverses: reverses ?? undefined },
  contentHash,
  recordedAt,
});

/** The transfers of award revisions, as they were written; what reversals are built from. */
export const transfersOfRevisions = async (
  tx: Queryable,
  tenant: string,
  revisions: readonly Readonly<{ award: string; revision: number }>[],
): Promise<Transfer[]> => {
  const found: Transfer[] = [];
  for (const some of portions(revisions)) {
    const rows = await rowsOf<TransferRow>(
      tx,
      sql`
      select ${TRANSFER_COLUMNS} from transfer t
      join unnest(${column(
        some.map((r) => r.award),
        'text',
      )}, ${column(
        some.map((r) => r.revision),
        'integer',
      )})
        as wanted (award_id, revision) on wanted.award_id = t.award_id and wanted.revision = t.revision
      where t.tenant_id = ${tenant}`,
    );
    found.push(...rows.map((row) => transferRecord(row).transfer));
  }
  return found;
};
