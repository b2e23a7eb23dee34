import { sql } from 'drizzle-orm';
import { type EntryKey, keyOf, type LedgerEntry, nameOf } from '../domain/ledger/ledger-entry.ts';
import type { ChainLink, Seal } from '../domain/ledger/seal.ts';
import { given, portions } from './arrays.ts';
import { REVISION_COLUMNS, type RevisionRow, recordedRevision } from './award-revisions.ts';
import { type Queryable, rowsOf } from './database.ts';
import { TRANSFER_COLUMNS, type TransferRow, transferRecord } from './ledger.ts';

/**
 * Tells the planner that the statements of this transaction go through the whole ledger. The embedded database
 * gathers no statistics, so that the planner takes a tenant for small, and would loop where it should hash, and sort
 * anew for every portion what an index has in order.
 */
export const planForWholeLedger = async (tx: Queryable): Promise<void> => {
  await tx.execute(sql`set local enable_nestloop = off`);
  await tx.execute(sql`set local enable_bitmapscan = off`);
};

// A seal that names both, which the schema does not allow, covers neither.
const OF_TRANSFER = sql`s.tenant_id = t.tenant_id and s.transfer_id = t.transfer_id
  and s.award_id is null and s.revision is null`;
const OF_AWARD = sql`s.tenant_id = a.tenant_id and s.award_id = a.award_id and s.revision = a.revision
  and s.transfer_id is null`;

type AwardKey = Extract<EntryKey, { kind: 'award' }>;
type TransferKey = Extract<EntryKey, { kind: 'transfer' }>;

/** What no seal covers yet, revisions before transfers and earlier recorded ones first; at most `limit` of each. */
export const unsealedKeys = async (tx: Queryable, tenant: string, limit: number): Promise<EntryKey[]> => {
  const awards = await rowsOf<AwardKey>(
    tx,
    sql`
    select 'award' as kind, a.award_id as award, a.revision from award a
    where a.tenant_id = ${tenant} and not exists (select from seal s where ${OF_AWARD})
    order by a.recorded_at, a.award_id, a.revision limit ${limit}`,
  );
  const transfers = await rowsOf<TransferKey>(
    tx,
    sql`
    select 'transfer' as kind, t.transfer_id as transfer from transfer t
    where t.tenant_id = ${tenant} and not exists (select from seal s where ${OF_TRANSFER})
    order by t.recorded_at, t.transfer_id limit ${limit}`,
  );
  return [...awards, ...transfers];
};

/** The entries of some keys, as far as they still stand, in the order of the keys. */
export const entriesOf = async (
  tx: Queryable,
  tenant: string,
  keys: readonly EntryKey[],
): Promise<(LedgerEntry | undefined)[]> => {
  // Each key is looked up by itself: a join is planned for the few rows that it is not.
  const awards = await rowsOf<RevisionRow>(
    tx,
    sql`
    select ${REVISION_COLUMNS} from ${given(
      keys.filter((key) => key.kind === 'award'),
      [
        ['award_id', 'text', (key) => key.award],
        ['revision', 'integer', (key) => key.revision],
      ],
    )}
    cross join lateral (select * from award
      where tenant_id = ${tenant} and award_id = given.award_id and revision = given.revision limit 1) a`,
  );
  const transfers = await rowsOf<TransferRow>(
    tx,
    sql`
    select ${TRANSFER_COLUMNS} from ${given(
      keys.filter((key) => key.kind === 'transfer'),
      [['transfer_id', 'text', (key) => key.transfer]],
    )}
    cross join lateral (select * from transfer
      where tenant_id = ${tenant} and transfer_id = given.transfer_id limit 1) t`,
  );
  const entries: LedgerEntry[] = [
    ...awards.map((row) => ({ kind: 'award', row: recordedRevision(row) }) as const),
    ...transfers.map((row) => ({ kind: 'transfer', row: transferRecord(row) }) as const),
  ];
  const byName = new Map(entries.map((entry) => [nameOf(keyOf(entry)), entry]));
  return keys.map((key) => byName.get(nameOf(key)));
};

/** How many transfers and revisions no seal covers yet. */
export const countUnsealed = async (tx: Queryable, tenant: string): Promise<number> => {
  const [row] = await rowsOf<{ count: number }>(
    tx,
    sql`
    select (
      (select count(*) from transfer t where t.tenant_id = ${tenant}
        and not exists (select from seal s where ${OF_TRANSFER}))
      + (select count(*) from award a where a.tenant_id = ${tenant}
        and not exists (select from seal s where ${OF_AWARD})))::int as count`,
  );
  return row?.count ?? 0;
};

type SealRow = Readonly<{
  sequence: number;
  transfer: string | null;
  award: string | null;
  revision: number | null;
  seal: string;
}>;

const SEAL_COLUMNS = sql`s.sequence::float8 as sequence, s.transfer_id as transfer, s.award_id as award, s.revision, s.seal`;

/** A seal that names both or neither, which the schema does not allow, names nothing that stands. */
const sealOf = ({ sequence, transfer, award, revision, seal }: SealRow): Seal => {
  if (transfer !== null && award === null && revision === null)
    return { sequence, entry: { kind: 'transfer', transfer }, seal };
  const named = transfer === null ? (award ?? '') : `${award} or ${transfer}`;
  return { sequence, entry: { kind: 'award', award: named, revision: revision ?? 0 }, seal };
};

export const lastSeal = async (tx: Queryable, tenant: string): Promise<Seal | undefined> => {
  const [row] = await rowsOf<SealRow>(
    tx,
    sql`select ${SEAL_COLUMNS} from seal s where s.tenant_id = ${tenant} order by s.sequence desc limit 1`,
  );
  return row && sealOf(row);
};

export const appendSeals = async (tx: Queryable, tenant: string, seals: readonly Seal[]): Promise<void> => {
  for (const rows of portions(seals)) {
    await tx.execute(sql`
      insert into seal (tenant_id, sequence, transfer_id, award_id, revision, seal)
      select ${tenant}, given.* from ${given(rows, [
        ['c1', 'bigint', (r) => r.sequence],
        ['c2', 'text', (r) => (r.entry.kind === 'transfer' ? r.entry.transfer : null)],
        ['c3', 'text', (r) => (r.entry.kind === 'award' ? r.entry.award : null)],
        ['c4', 'integer', (r) => (r.entry.kind === 'award' ? r.entry.revision : null)],
        ['c5', 'text', (r) => r.seal],
      ])}`);
  }
};

/** A stretch of the chain after a sequence, each seal with the entry it covers, if that still stands. */
export const chainLinks = async (
  tx: Queryable,
  tenant: string,
  after: number,
  limit: number,
): Promise<ChainLink[]> => {
  const rows = await rowsOf<SealRow>(
    tx,
    sql`
    select ${SEAL_COLUMNS} from seal s where s.tenant_id = ${tenant} and s.sequence > ${after}
    order by s.sequence limit ${limit}`,
  );
  const seals = rows.map(sealOf);
  const entries = await entriesOf(
    tx,
    tenant,
    seals.map(({ entry }) => entry),
  );
  return seals.map((seal, index) => ({ seal, entry: entries[index] }));
};
