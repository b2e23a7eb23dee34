import type { Invitation } from '../../../schemas/person.ts';
import type { Queryable } from '../../storage/database.ts';
import { peopleAfter, savePerson } from '../../storage/people.ts';
import { appendAudit } from '../../storage/records.ts';
import { type Context, transactSignIn } from '../context.ts';
import { inviteWithin } from './invite-person.ts';
import { noAddress } from './person-view.ts';
import { firstLink } from './secret-link.ts';

const FIRST = 'per_administrator';

/**
 * The link by which the first person of a tenant comes in, who then lets in the others; undefined once there is anybody. It
 * is the same until it is used, and asks for an e-mail address too.
 */
export const inviteFirstAdministrator = (
  context: Context,
  { at }: Readonly<{ at: number }>,
): Promise<Invitation | undefined> => transactSignIn(context, (tx) => inviteFirstWithin(tx, context, at));

/** The same within a transaction that sees the tables of signing in. */
export const inviteFirstWithin = async (
  tx: Queryable,
  context: Context,
  at: number,
): Promise<Invitation | undefined> => {
  const { tenant, actor, store } = context;
  const [first, second] = await peopleAfter(tx, tenant, undefined, 2);
  if (second || (first && (first.id !== FIRST || first.hasCredential))) return undefined;
  if (!first) {
    const person = {
      id: FIRST,
      name: '管理员 Administrator',
      roles: ['admin'],
      rep: undefined,
      phone: undefined,
    };
    await savePerson(tx, tenant, { ...person, email: noAddress(FIRST), blocked: false });
    await appendAudit(tx, tenant, actor, {
      action: 'invite-person',
      subject: FIRST,
      details: { roles: person.roles },
    });
  }
  return inviteWithin(tx, context, FIRST, at, firstLink(store.identityKey, tenant));
};
