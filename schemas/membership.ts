import { z } from 'zod';
import { DateText, MasterCode } from './common.ts';

/** A rep's time in a team. A rep is in one team at a time. */
export const Membership = z
  .strictObject({
    rep: MasterCode,
    team: MasterCode,
    from: DateText.optional().meta({ description: 'First day; since ever when it is missing.' }),
    to: DateText.optional().meta({ description: 'The day after the last one; without an end when missing.' }),
  })
  .meta({ id: 'Membership' });
export type Membership = z.infer<typeof Membership>;

/** A membership of a rep who is known already. */
export const MembershipInput = Membership.omit({ rep: true }).meta({ id: 'MembershipInput' });
export type MembershipInput = z.infer<typeof MembershipInput>;
