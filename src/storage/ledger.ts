import { type SQL, sql } from 'drizzle-orm';
import type { ChainLink, LedgerRow, Seal } from '../domain/ledger/seal.ts';
import { type Transfer, transferHash } from '../domain/ledger/transfer.ts';
import { column, epochMs, given, instantText, portions } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

/** Appends transfers with the hash of their content. */
export const appendTransfers = async (
  tx: Queryable,
  tenant: string,
  transfers: readonly Transfer[],
): Promise<void> => {
  for (const rows of portions(transfers)) {
    await tx.execute(sql`
      insert into transfer (tenant_id, transfer_id, kind, from_account, to_account, amount_minor, currency, award_id,
        revision, line, reverses, rule_version, evidence, occurred_at, content_hash)
      select ${tenant}, id, kind, from_account, to_account, amount_minor, currency, award_id, revision, line, reverses,
        rule_version, evidence::jsonb, occurred_at, content_hash
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
        ['occurred_at', 'timestamptz', (r) => instantText(r.occurredAt)],
        ['content_hash', 'text', (r) => transferHash(r)],
      ])}`);
  }
};

type TransferRow = Readonly<{
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

const COLUMNS = sql`t.transfer_id as id, t.kind, t.from_account as "from", t.to_account as "to",
  t.amount_minor::text as amount, t.currency, t.award_id as award, t.revision, t.line, t.reverses,
  t.rule_version as "ruleVersion", t.evidence, ${epochMs('t.occurred_at')} as "occurredAt",
  t.content_hash as "contentHash",
  to_char(t.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt"`;

const ledgerRow = ({ amount, reverses, contentHash, recordedAt, ...rest }: TransferRow): LedgerRow => ({
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
      select ${COLUMNS} from transfer t
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
    found.push(...rows.map((row) => ledgerRow(row).transfer));
  }
  return found;
};

/** Rows that no seal covers yet, in the order in which they will be sealed. */
export const unsealedRows = async (tx: Queryable, tenant: string, limit: number): Promise<LedgerRow[]> => {
  const rows = await rowsOf<TransferRow>(
    tx,
    sql`
    select ${COLUMNS} from transfer t
    where t.tenant_id = ${tenant}
      and not exists (select from seal s where s.tenant_id = t.tenant_id and s.transfer_id = t.transfer_id)
    order by t.recorded_at, t.transfer_id limit ${limit}`,
  );
  return rows.map(ledgerRow);
};

export const countUnsealed = async (tx: Queryable, tenant: string): Promise<number> => {
  const [row] = await rowsOf<{ count: number }>(
    tx,
    sql`
    select count(*)::int as count from transfer t where t.tenant_id = ${tenant}
      and not exists (select from seal s where s.tenant_id = t.tenant_id and s.transfer_id = t.transfer_id)`,
  );
  return row?.count ?? 0;
};

export const lastSeal = async (tx: Queryable, tenant: string): Promise<Seal | undefined> => {
  const [row] = await rowsOf<Seal>(
    tx,
    sql`
    select sequence::float8 as sequence, transfer_id as transfer, seal from seal where tenant_id = ${tenant}
    order by sequence desc limit 1`,
  );
  return row;
};

export const appendSeals = async (tx: Queryable, tenant: string, seals: readonly Seal[]): Promise<void> => {
  for (const rows of portions(seals)) {
    await tx.execute(sql`
      insert into seal (tenant_id, sequence, transfer_id, seal)
      select ${tenant}, given.* from ${given(rows, [
        ['c1', 'bigint', (r) => r.sequence],
        ['c2', 'text', (r) => r.transfer],
        ['c3', 'text', (r) => r.seal],
      ])}`);
  }
};

/** A stretch of the chain after a sequence, each seal with the row it covers, if that still stands. */
export const chainLinks = async (
  tx: Queryable,
  tenant: string,
  after: number,
  limit: number,
): Promise<ChainLink[]> => {
  const rows = await rowsOf<
    { sequence: number; sealed: string; seal: string } & (TransferRow | { id: null })
  >(
    tx,
    sql`
    select s.sequence::float8 as sequence, s.transfer_id as sealed, s.seal, ${COLUMNS}
    from seal s left join transfer t on t.tenant_id = s.tenant_id and t.transfer_id = s.transfer_id
    where s.tenant_id = ${tenant} and s.sequence > ${after} order by s.sequence limit ${limit}`,
  );
  return rows.map(({ sequence, sealed, seal, ...row }) => ({
    seal: { sequence, transfer: sealed, seal },
    row: row.id === null ? undefined : ledgerRow(row),
  }));
};

/** What each account holds in each currency, from the transfers alone. */
export const balances = (
  tx: Queryable,
  tenant: string,
  where: SQL = sql`true`,
): Promise<{ account: string; currency: string; balance: string }[]> =>
  rowsOf(
    tx,
    sql`
    select account, currency, sum(amount)::text as balance from (
      select to_account as account, currency, amount_minor as amount from transfer where tenant_id = ${tenant}
      union all
      select from_account, currency, -amount_minor from transfer where tenant_id = ${tenant}) movement
    where ${where} group by account, currency order by account, currency`,
  );

/** Awards whose transfers, reversals deducted, are not what their live lines say; at most ten. */
export const awardsOutOfBalance = async (tx: Queryable, tenant: string): Promise<string[]> => {
  const rows = await rowsOf<{ award: string }>(
    tx,
    sql`
    with latest as (
      select distinct on (award_id) award_id, revision, kind from award
      where tenant_id = ${tenant} order by award_id, revision desc),
    due as (
      select l.award_id, l.line, abs(l.amount_minor) as amount from latest
      join award_line l on l.tenant_id = ${tenant} and l.award_id = latest.award_id and l.revision = latest.revision
      where latest.kind = 'granted' and l.medium in ('cash', 'points', 'goods')),
    moved as (
      select t.award_id, t.line, sum(case when t.kind = 'award' then t.amount_minor else -t.amount_minor end) as amount
      from transfer t where t.tenant_id = ${tenant} group by t.award_id, t.line)
    select distinct coalesce(due.award_id, moved.award_id) as award
    from due full join moved on moved.award_id = due.award_id and moved.line = due.line
    where coalesce(due.amount, 0) <> coalesce(moved.amount, 0) order by 1 limit 10`,
  );
  return rows.map((row) => row.award);
};
