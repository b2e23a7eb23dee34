import { personById, removePerson } from '../../storage/people.ts';
import { appendAudit } from '../../storage/records.ts';
import { type Context, transactSignIn } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { requireOthers } from './change-person.ts';
import { requireMayManage } from './may-manage.ts';

/**
 * Takes somebody out, with everything that person signed in with. What the person did and earned stays.
 * @throws LaurelError `not-found`, and `state` for oneself and for the last administrator.
 */
export const takeOutPerson = (context: Context, { id }: Readonly<{ id: string }>): Promise<void> =>
  transactSignIn(context, async (tx) => {
    const row = await personById(tx, context.tenant, id);
    requireMayManage(context, row?.roles ?? []);
    if (!row) throw new LaurelError('not-found', `There is no person ${id}.`);
    await requireOthers(tx, context, row, { roles: [], blocked: true });
    await removePerson(tx, context.tenant, id);
    await appendAudit(tx, context.tenant, context.actor, {
      action: 'remove-person',
      subject: id,
      details: {},
    });
  });
