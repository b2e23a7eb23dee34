import { z } from 'zod';

export const TransferKind = z.enum(['award', 'reversal']);
export type TransferKind = z.infer<typeof TransferKind>;

/** A movement of a positive amount from one account to another. */
export const Transfer = z
  .strictObject({
    id: z.string().regex(/^trf_[0-9a-z]+$/),
    kind: TransferKind,
    from: z.string(),
    to: z.string(),
    amountMinor: z
      .string()
      .regex(/^[1-9]\d*$/)
      .meta({ description: 'Positive integer minor units, as text.' }),
    currency: z.string().meta({ description: 'ISO 4217, or `points`, or `goods`.' }),
    award: z.string(),
    time: z.string().meta({ description: 'When it occurred, ISO 8601 in UTC.' }),
    contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({ id: 'Transfer' });
export type Transfer = z.infer<typeof Transfer>;
