import { z } from 'zod';
import { DateText, MasterAttributes, MasterCode, MasterText } from './common.ts';

/** Somebody whose activities are rewarded. Reps are never deleted: who leaves has a last day. */
export const Rep = z
  .strictObject({
    code: MasterCode,
    name: MasterText,
    employeeNo: MasterText.optional().meta({ description: 'Text, since payroll systems write 00123.' }),
    team: MasterCode.optional().meta({
      description:
        'Code of the team the rep is in today. Saved, it is the team all the time; for teams that change over time there are memberships.',
    }),
    role: MasterText.optional(),
    league: MasterText.optional().meta({ description: 'Reps of a league compete with each other.' }),
    hiredOn: DateText.optional().meta({ description: 'First day of employment.' }),
    leftOn: DateText.optional().meta({ description: 'Last day of employment.' }),
    attributes: MasterAttributes,
  })
  .meta({ id: 'Rep' });
export type Rep = z.infer<typeof Rep>;

/** What is saved under the code of a rep, in place of what was there. */
export const RepInput = Rep.omit({ code: true }).meta({ id: 'RepInput' });
export type RepInput = z.infer<typeof RepInput>;
