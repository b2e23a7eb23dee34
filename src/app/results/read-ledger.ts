import type { Transfer } from '../../../schemas/transfer.ts';
import type { TransferRecord } from '../../domain/ledger/ledger-entry.ts';
import type { Population } from '../../domain/population.ts';
import { balancesOf, transfersBefore } from '../../storage/transfer-pages.ts';
import type { Context } from '../context.ts';
import { type Page, type PageWanted, pageOf, placeOfCursor } from '../page.ts';
import { reading } from '../reading.ts';
import { requireRep } from '../scope.ts';
import { accountLabel } from './codes.ts';
import { amountText } from './line-amount.ts';

/** What an account of a rep holds. */
export type AccountBalance = Readonly<{ account: string; balance: string; currency: string }>;

/** The transfers of a rep's accounts, the latest written first, and what these accounts hold. */
export const readLedger = (
  context: Context,
  wanted: PageWanted & Readonly<{ rep: string; at: number }>,
): Promise<Page<Transfer> & Readonly<{ balances: AccountBalance[] }>> =>
  reading(context, 'read-figures', wanted.at, async ({ tx, tenant, population, today }) => {
    const rep = requireRep(context, population, wanted.rep, today);
    const rows = await transfersBefore(tx, tenant, rep.id, placeOfCursor(wanted.cursor), wanted.limit + 1);
    const held = await balancesOf(tx, tenant, rep.id);
    const page = pageOf(
      rows,
      wanted.limit,
      (row) => [row.recordedAt, row.transfer.id],
      (row) => transferView(row, population),
    );
    return {
      ...page,
      balances: held.map(({ account, balance, currency }) => ({
        account: accountLabel(account, population),
        balance: amountText(BigInt(balance), currency),
        currency,
      })),
    };
  });

const transferView = (
  { transfer, contentHash, recordedAt }: TransferRecord,
  population: Population,
): Transfer => ({
  id: transfer.id,
  kind: transfer.kind,
  from: accountLabel(transfer.from, population),
  to: accountLabel(transfer.to, population),
  amount: amountText(transfer.amountMinor, transfer.currency),
  currency: transfer.currency,
  award: transfer.award,
  time: new Date(transfer.occurredAt).toISOString(),
  recordedAt,
  contentHash,
});
