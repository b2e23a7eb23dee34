import { z } from 'zod';
import { MasterCode, MasterText } from './common.ts';

/** A team; figures of its reps count for it and for the teams above it. Teams are never deleted. */
export const Team = z
  .strictObject({
    code: MasterCode,
    name: MasterText,
    parent: MasterCode.optional().meta({ description: 'Code of the team above.' }),
    manager: MasterCode.optional().meta({
      description: 'Code of the rep who manages it, and the teams below it.',
    }),
  })
  .meta({ id: 'Team' });
export type Team = z.infer<typeof Team>;

/** What is saved under the code of a team, in place of what was there. */
export const TeamInput = Team.omit({ code: true }).meta({ id: 'TeamInput' });
export type TeamInput = z.infer<typeof TeamInput>;
