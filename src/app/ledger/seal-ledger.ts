import { type Checkpoint, FIRST_SEAL, type Seal, sealRow } from '../../domain/ledger/seal.ts';
import { PORTION } from '../../storage/arrays.ts';
import type { Queryable } from '../../storage/database.ts';
import { appendSeals, lastSeal, unsealedRows } from '../../storage/ledger.ts';
import { takeTurn } from '../../storage/locks.ts';
import { admit, type Context, transact } from '../context.ts';

/**
 * Chains every committed transfer that has no seal yet and gives the new end of the chain, to be kept outside the
 * database; undefined while the ledger is empty.
 */
export const sealLedger = (context: Context): Promise<Checkpoint | undefined> => {
  admit(context, 'seal-ledger');
  return transact(context, async (tx) => {
    // One sealer at a time: two would give the same place in the chain to different transfers.
    await takeTurn(tx, context.tenant);
    return sealRows(tx, context.tenant);
  });
};

const sealRows = async (tx: Queryable, tenant: string): Promise<Checkpoint | undefined> => {
  const last = await lastSeal(tx, tenant);
  let head = last?.seal ?? FIRST_SEAL;
  let sequence = last?.sequence ?? 0;
  for (;;) {
    const rows = await unsealedRows(tx, tenant, PORTION);
    const seals: Seal[] = rows.map((row) => {
      sequence += 1;
      head = sealRow(head, sequence, row);
      return { sequence, transfer: row.transfer.id, seal: head };
    });
    await appendSeals(tx, tenant, seals);
    if (rows.length < PORTION) break;
  }
  return sequence === 0 ? undefined : { tenant, sequence, seal: head };
};
