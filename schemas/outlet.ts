import { z } from 'zod';
import { Listed, MasterAttributes, MasterCode, MasterText } from './common.ts';

/** A place that reps visit and sell to. Outlets are never deleted, since activities refer to them. */
export const Outlet = z
  .strictObject({
    code: MasterCode,
    name: MasterText,
    class: MasterText.optional(),
    cityClass: MasterText.optional(),
    rep: MasterCode.optional().meta({ description: 'Code of the rep it is assigned to.' }),
    routeCycle: MasterText.optional(),
    listed: Listed,
    attributes: MasterAttributes,
  })
  .meta({ id: 'Outlet' });
export type Outlet = z.infer<typeof Outlet>;

/** What is saved under the code of an outlet, in place of what was there. */
export const OutletInput = Outlet.omit({ code: true, listed: true }).meta({ id: 'OutletInput' });
export type OutletInput = z.infer<typeof OutletInput>;
