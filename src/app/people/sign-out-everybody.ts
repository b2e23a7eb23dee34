import { endEverything } from '../../storage/people.ts';
import { appendAudit } from '../../storage/records.ts';
import { type Context, transactSignIn } from '../context.ts';
import { requireMayManage } from './may-manage.ts';

/**
 * Signs everybody out, as when a secret of the service is known: every session, every PIN on every phone, every link and every
 * code. Passwords and linked accounts stay. Gives how many sessions there were.
 */
export const signOutEverybody = (context: Context): Promise<number> => {
  requireMayManage(context, ['admin']);
  return transactSignIn(context, async (tx) => {
    const sessions = await endEverything(tx, context.tenant);
    await appendAudit(tx, context.tenant, context.actor, {
      action: 'sign-out-everybody',
      subject: context.tenant,
      details: { sessions },
    });
    return sessions;
  });
};
