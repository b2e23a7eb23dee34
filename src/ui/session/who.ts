import type { Me } from '../../../schemas/actor.ts';

/** What the pages of the desk are, and the roles that have them; the service decides again on each request. */
const DESK_PAGES = {
  leaderboards: ['manager', 'hr', 'payroll', 'auditor', 'admin', 'integrator'],
  rules: ['manager', 'hr', 'payroll', 'auditor', 'admin', 'integrator'],
  settlements: ['hr', 'payroll', 'auditor', 'admin'],
  team: ['manager'],
} as const;
export type DeskPage = keyof typeof DESK_PAGES;

const SETTLERS: readonly string[] = ['payroll', 'admin'];

export const hasPage = ({ roles }: Pick<Me, 'roles'>, page: DeskPage): boolean =>
  roles.some((role) => (DESK_PAGES[page] as readonly string[]).includes(role));

export const maySettle = ({ roles }: Pick<Me, 'roles'>): boolean =>
  roles.some((role) => SETTLERS.includes(role));

/** A rep and nothing else uses the pages of the phone. */
export const isRepOnly = ({ roles, rep }: Me): boolean =>
  rep !== undefined && roles.every((role) => role === 'rep');

/** Where somebody begins. */
export const startOf = (me: Me): string => {
  if (isRepOnly(me)) return '/today';
  if (hasPage(me, 'team')) return '/team';
  return me.roles.includes('hr') || me.roles.includes('integrator') ? '/rules' : '/settlements';
};
