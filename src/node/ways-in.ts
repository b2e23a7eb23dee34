import type { Context } from '../app/context.ts';
import { inviteFirstAdministrator } from '../app/people/first-administrator.ts';
import type { TokenHolder } from '../http/tokens.ts';

/** By which path somebody comes in. */
export type WayIn = Readonly<{ who: string; path: string }>;

/** How a newcomer comes in: as somebody of the demo, else as the first administrator, while nobody is there yet. */
export const waysIn = async (
  context: Context,
  personas: readonly TokenHolder[] | undefined,
  at: number,
): Promise<readonly WayIn[]> => {
  if (personas)
    return personas.map(({ roles, actor, token }) => ({ who: roles[0] ?? actor, path: `/sign-in#${token}` }));
  const invitation = await inviteFirstAdministrator(context, { at });
  return invitation?.path ? [{ who: 'administrator', path: invitation.path }] : [];
};
