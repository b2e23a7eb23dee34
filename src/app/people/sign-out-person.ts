import { forgetDevices } from '../../storage/devices.ts';
import { forgetResets } from '../../storage/invitations.ts';
import { endSessions, personById } from '../../storage/people.ts';
import { appendAudit } from '../../storage/records.ts';
import { type Context, transactSignIn } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { requireMayManage } from './may-manage.ts';

/** Signs somebody out everywhere, as when a phone was lost; a PIN opens nothing on it any more, and a reset nothing at all. */
export const signOutPerson = (context: Context, { id }: Readonly<{ id: string }>): Promise<void> =>
  transactSignIn(context, async (tx) => {
    const row = await personById(tx, context.tenant, id);
    requireMayManage(context, row?.roles ?? []);
    if (!row) throw new LaurelError('not-found', `There is no person ${id}.`);
    const sessions = await endSessions(tx, context.tenant, id);
    await forgetDevices(tx, context.tenant, id);
    await forgetResets(tx, context.tenant, id);
    await appendAudit(tx, context.tenant, context.actor, {
      action: 'sign-out-person',
      subject: id,
      details: { sessions },
    });
  });
