import type { Me } from '../../../schemas/actor.ts';
import type { PersonRole } from '../../../schemas/person.ts';

/** What the pages of the desk are, and the roles that have them; the service decides again on each request. */
const DESK_PAGES = {
  leaderboards: ['manager', 'hr', 'payroll', 'auditor', 'admin', 'integrator'],
  rules: ['manager', 'hr', 'payroll', 'auditor', 'admin', 'integrator'],
  settlements: ['hr', 'payroll', 'auditor', 'admin'],
  team: ['manager'],
  people: ['hr', 'auditor', 'admin'],
  keys: ['auditor', 'admin'],
} as const;
const EVERY_ROLE: readonly PersonRole[] = ['rep', 'manager', 'hr', 'payroll', 'auditor', 'admin'];
const OF_THE_FIELD: readonly PersonRole[] = ['rep', 'manager'];

export type DeskPage = keyof typeof DESK_PAGES;

const SETTLERS: readonly string[] = ['payroll', 'admin'];

export const hasPage = ({ roles }: Pick<Me, 'roles'>, page: DeskPage): boolean =>
  roles.some((role) => (DESK_PAGES[page] as readonly string[]).includes(role));

export const maySettle = ({ roles }: Pick<Me, 'roles'>): boolean =>
  roles.some((role) => SETTLERS.includes(role));

export const managesPeople = ({ roles }: Pick<Me, 'roles'>): boolean =>
  roles.includes('hr') || roles.includes('admin');

export const managesKeys = ({ roles }: Pick<Me, 'roles'>): boolean => roles.includes('admin');

/** The roles that somebody may give: HR looks after reps and managers, an administrator after everybody. */
export const rolesToGive = ({ roles }: Pick<Me, 'roles'>): readonly PersonRole[] =>
  roles.includes('admin') ? EVERY_ROLE : OF_THE_FIELD;

/** Whether somebody looks after a person with these roles. */
export const looksAfter = (me: Pick<Me, 'roles'>, roles: readonly PersonRole[]): boolean =>
  managesPeople(me) && roles.every((role) => rolesToGive(me).includes(role));

/** Whether who has these roles works in the field, and so is one of the reps. */
export const isOfField = (roles: readonly PersonRole[]): boolean =>
  roles.some((role) => OF_THE_FIELD.includes(role));

/** A rep and nothing else uses the pages of the phone. */
export const isRepOnly = ({ roles, rep }: Me): boolean =>
  rep !== undefined && roles.every((role) => role === 'rep');

/** Where somebody begins. */
export const startOf = (me: Me): string => {
  if (isRepOnly(me)) return '/today';
  if (hasPage(me, 'team')) return '/team';
  return me.roles.includes('hr') || me.roles.includes('integrator') ? '/rules' : '/settlements';
};
