import type { Me } from '../../../schemas/actor.ts';

type Asking = Pick<Me, 'actor' | 'roles'>;

const hasOne = ({ roles }: Asking, wanted: readonly string[]): boolean =>
  roles.some((role) => wanted.includes(role));

/** Whether somebody may approve what another has calculated; the service decides again, and knows keys as well. */
export const mayApproveSettlement = (me: Asking, calculatedBy: string): boolean =>
  hasOne(me, ['payroll', 'admin']) && me.actor !== calculatedBy;

export const mayReadProposals = (me: Asking): boolean => hasOne(me, ['hr', 'auditor', 'admin']);

/** Whether somebody decides on plans, of others or to withdraw an own one. */
export const mayDecidePlans = (me: Asking): boolean => hasOne(me, ['hr', 'admin']);
