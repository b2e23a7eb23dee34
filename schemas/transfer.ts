import { z } from 'zod';

export const TransferKind = z.enum(['award', 'reversal']);
export type TransferKind = z.infer<typeof TransferKind>;

/** A movement of a positive amount from one account to another. */
export const Transfer = z
  .strictObject({
    id: z.string().regex(/^trf_[0-9a-z]+$/),
    kind: TransferKind,
    from: z.string().meta({ description: 'Account, such as `budget:<plan>` or `rep:<code>:cash`.' }),
    to: z.string(),
    amount: z.string().meta({ description: 'Positive and exact: money with its minor units, else whole.' }),
    currency: z.string().meta({ description: 'ISO 4217, or `points`, or `goods`.' }),
    award: z.string(),
    time: z.string().meta({ description: 'When it occurred, ISO 8601 in UTC.' }),
    recordedAt: z.string().meta({ description: 'When it was written, ISO 8601 in UTC.' }),
    contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({ id: 'Transfer' });
export type Transfer = z.infer<typeof Transfer>;
