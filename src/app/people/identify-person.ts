import { z } from 'zod';
import { PersonRole } from '../../../schemas/person.ts';
import type { Actor } from '../context.ts';

/** What the session of somebody tells of that person. */
const SignedIn = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(PersonRole),
  rep: z.string().nullish(),
  blocked: z.boolean(),
});

/** Whom a session stands for; nobody where the person is blocked. */
export const actorOfPerson = (tenant: string, user: unknown): Actor | undefined => {
  const { data } = SignedIn.safeParse(user);
  if (!data || data.blocked) return undefined;
  const { id, name, roles, rep } = data;
  return { tenant, actor: id, name, roles, ...(rep && { rep }) };
};
