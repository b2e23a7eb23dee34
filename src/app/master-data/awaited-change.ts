import { z } from 'zod';
import type { Posted } from '../activities/post-revisions.ts';
import type { MasterDataChange } from './master-data-change.ts';

/** What the audit says of a save. Details hold no names. */
export type Deed = Readonly<{
  action: string;
  /** Internal id of what is saved. */
  subject: string;
  details?: Readonly<Record<string, unknown>> | undefined;
}>;

const Change = z.custom<MasterDataChange>((value) => typeof value === 'object' && value !== null);
const Count = z.int().min(0);

/** What a job that changes master data is given: the change, or what came of it once it has been made. */
export const AwaitedInput = z.union([
  z.strictObject({
    change: Change,
    deed: z.strictObject({
      action: z.string(),
      subject: z.string(),
      details: z.record(z.string(), z.unknown()).optional(),
    }),
  }),
  z.strictObject({ applied: z.strictObject({ granted: Count, reversed: Count }) }),
]);
export type AwaitedInput = Readonly<{ change: MasterDataChange; deed: Deed }> | Readonly<{ applied: Posted }>;
