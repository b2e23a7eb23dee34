import type { Invitation } from '../../../schemas/person.ts';
import { personById } from '../../storage/people.ts';
import { appendAudit } from '../../storage/records.ts';
import { type Context, transactSignIn } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { inviteWithin } from './invite-person.ts';
import { requireMayManage } from './may-manage.ts';

/**
 * A new link for somebody who lost the first, the password or the phone. What the person signed in with goes on until the
 * link is used; links before it are void.
 * @throws LaurelError `not-found`, and `state` for a person who is blocked.
 */
export const renewInvitation = (
  context: Context,
  { id, at }: Readonly<{ id: string; at: number }>,
): Promise<Invitation> =>
  transactSignIn(context, async (tx) => {
    const row = await personById(tx, context.tenant, id);
    requireMayManage(context, row?.roles ?? []);
    if (!row) throw new LaurelError('not-found', `There is no person ${id}.`);
    if (row.blocked) throw new LaurelError('state', 'This person is blocked; end that first.');
    await appendAudit(tx, context.tenant, context.actor, {
      action: 'renew-invitation',
      subject: id,
      details: {},
    });
    return inviteWithin(tx, context, id, at);
  });
