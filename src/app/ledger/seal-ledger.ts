import { keyOf } from '../../domain/ledger/ledger-entry.ts';
import { type Checkpoint, FIRST_SEAL, type Seal, sealEntry } from '../../domain/ledger/seal.ts';
import { portions } from '../../storage/arrays.ts';
import type { Queryable } from '../../storage/database.ts';
import { takeTurn } from '../../storage/locks.ts';
import { appendSeals, entriesOf, lastSeal, planForWholeLedger, unsealedKeys } from '../../storage/seals.ts';
import { admit, type Context, transact } from '../context.ts';

/** Keys in memory at once; their entries are read in portions. */
const KEYS_AT_ONCE = 50_000;

/**
 * Chains every committed transfer and award revision that has no seal yet and gives the new end of the chain, to be
 * kept outside the database; undefined while the ledger is empty.
 */
export const sealLedger = (context: Context): Promise<Checkpoint | undefined> => {
  admit(context, 'seal-ledger');
  return transact(context, async (tx) => {
    // One sealer at a time: two would give the same place in the chain to different entries.
    await takeTurn(tx, context.tenant);
    return sealEntries(tx, context.tenant);
  });
};

const sealEntries = async (tx: Queryable, tenant: string): Promise<Checkpoint | undefined> => {
  const last = await lastSeal(tx, tenant);
  let head = last?.seal ?? FIRST_SEAL;
  let sequence = last?.sequence ?? 0;
  await planForWholeLedger(tx);
  for (;;) {
    const keys = await unsealedKeys(tx, tenant, KEYS_AT_ONCE);
    for (const portion of portions(keys)) {
      const entries = await entriesOf(tx, tenant, portion);
      const seals = entries.flatMap((entry): Seal[] => {
        if (!entry) return [];
        sequence += 1;
        head = sealEntry(head, sequence, entry);
        return [{ sequence, entry: keyOf(entry), seal: head }];
      });
      await appendSeals(tx, tenant, seals);
    }
    if (keys.length < KEYS_AT_ONCE) break;
  }
  return sequence === 0 ? undefined : { tenant, sequence, seal: head };
};
