import { type SQL, sql } from 'drizzle-orm';
import type { TransferRecord } from '../domain/ledger/ledger-entry.ts';
import { type Queryable, rowsOf } from './database.ts';
import { TRANSFER_COLUMNS, type TransferRow, transferRecord } from './ledger.ts';

/** Transfers of the awards of a recipient, the latest written first, after one that was shown. */
export const transfersBefore = async (
  tx: Queryable,
  tenant: string,
  recipient: string,
  after: Readonly<{ at: string; id: string }> | undefined,
  limit: number,
): Promise<TransferRecord[]> => {
  const rows = await rowsOf<TransferRow>(
    tx,
    sql`
    select ${TRANSFER_COLUMNS} from transfer t
    where t.tenant_id = ${tenant} and ${ofRecipient(tenant, recipient)}
      ${after ? sql`and (t.recorded_at, t.transfer_id) < (${after.at}::timestamptz, ${after.id})` : sql``}
    order by t.recorded_at desc, t.transfer_id desc limit ${limit}`,
  );
  return rows.map(transferRecord);
};

/** Found by the awards, which have an index by recipient, as transfers have one by award. */
const ofRecipient = (tenant: string, recipient: string): SQL => sql`t.award_id in (
  select a.award_id from award a where a.tenant_id = ${tenant} and a.recipient_id = ${recipient})`;

/** What the accounts of a recipient hold in each currency. */
export const balancesOf = (
  tx: Queryable,
  tenant: string,
  recipient: string,
): Promise<{ account: string; currency: string; balance: string }[]> =>
  rowsOf(
    tx,
    sql`
    select account, currency, sum(amount)::text as balance from (
      select t.to_account as account, t.currency, t.amount_minor as amount from transfer t
      where t.tenant_id = ${tenant} and ${ofRecipient(tenant, recipient)}
      union all
      select t.from_account, t.currency, -t.amount_minor from transfer t
      where t.tenant_id = ${tenant} and ${ofRecipient(tenant, recipient)}) movement
    where starts_with(account, ${`rep:${recipient}:`}) group by account, currency order by account, currency`,
  );
