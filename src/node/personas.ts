import type { Context } from '../app/context.ts';
import type { Role } from '../app/operations.ts';
import { saveDemoPeople } from '../app/people/save-demo-people.ts';
import type { Persona } from '../http/services.ts';
import type { TokenHolder } from '../http/tokens.ts';
import { newToken } from './kept-tokens.ts';

type PersonaOfDemo = Readonly<{ role: Exclude<Role, 'integrator'>; name: string; rep?: string }>;

/** Who a newcomer can be in the demo: its best rep, the leader of that team, and the office. */
const PERSONAS: readonly PersonaOfDemo[] = [
  { role: 'hr', name: '人事' },
  { role: 'rep', name: '业务代表', rep: 'R02' },
  { role: 'manager', name: '主管', rep: 'M1' },
  { role: 'payroll', name: '薪资' },
  { role: 'auditor', name: '审计' },
  { role: 'admin', name: '管理员' },
];

const personOf = (role: string): string => `per_demo_${role}`;

/** A token for each persona. */
export const demoHolders = (): TokenHolder[] =>
  PERSONAS.map(({ role, rep }) => ({
    token: newToken(),
    actor: personOf(role),
    roles: [role],
    ...(rep !== undefined && { rep }),
  }));

/** Makes the personas people who can sign in, so that what they do has a person. */
export const letInPersonas = (context: Context): Promise<void> =>
  saveDemoPeople(
    context,
    PERSONAS.map(({ role, name, rep }) => ({ id: personOf(role), name, roles: [role], rep })),
  );

/** The personas that kept tokens are for. */
export const demoPersonas = (holders: readonly TokenHolder[]): Persona[] =>
  PERSONAS.flatMap(({ role, name }) => {
    const holder = holders.find(({ actor }) => actor === personOf(role));
    return holder ? [{ role, name, token: holder.token }] : [];
  });
