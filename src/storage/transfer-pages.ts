import { sql } from 'drizzle-orm';
import type { TransferRecord } from '../domain/ledger/ledger-entry.ts';
import { type Queryable, rowsOf } from './database.ts';
import { TRANSFER_COLUMNS, type TransferRow, transferRecord } from './ledger.ts';

/** Transfers to or from the accounts that begin with a prefix, the latest written first, after one that was shown. */
export const transfersBefore = async (
  tx: Queryable,
  tenant: string,
  accounts: string,
  after: Readonly<{ recordedAt: string; id: string }> | undefined,
  limit: number,
): Promise<TransferRecord[]> => {
  const rows = await rowsOf<TransferRow>(
    tx,
    sql`
    select ${TRANSFER_COLUMNS} from transfer t
    where t.tenant_id = ${tenant}
      and (starts_with(t.to_account, ${accounts}) or starts_with(t.from_account, ${accounts}))
      ${after ? sql`and (t.recorded_at, t.transfer_id) < (${after.recordedAt}::timestamptz, ${after.id})` : sql``}
    order by t.recorded_at desc, t.transfer_id desc limit ${limit}`,
  );
  return rows.map(transferRecord);
};
