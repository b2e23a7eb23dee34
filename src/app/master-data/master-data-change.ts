import type { TargetKey } from '../../../schemas/target.ts';
import type { ImportedData } from '../tabular/imported-data.ts';

/** Master data to be saved, each record as a whole in place of the one with its code. */
export type MasterDataChange = Partial<
  Pick<ImportedData, 'teams' | 'reps' | 'memberships' | 'outlets' | 'products' | 'targets'>
> &
  Readonly<{
    /** Codes of reps who have the memberships given and no others, perhaps none. */
    membershipsOf?: readonly string[];
    targetsRemoved?: readonly TargetKey[];
  }>;
