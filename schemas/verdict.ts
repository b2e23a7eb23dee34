import { z } from 'zod';

/** What a verification of the ledger comes to. */
export const Verdict = z.strictObject({
  intact: z.boolean(),
  fault: z.string().optional().meta({ description: 'The first thing that is wrong.' }),
  unsealed: z.int().min(0).meta({ description: 'Entries since the last sealing.' }),
});
export type Verdict = z.infer<typeof Verdict>;
