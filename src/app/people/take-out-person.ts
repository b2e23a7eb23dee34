import type { Queryable } from '../../storage/database.ts';
import { type PersonRow, personById, personOfRep, removePerson } from '../../storage/people.ts';
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
    await removeRow(tx, context, row);
  });

/** The same for the person who is a rep, within a transaction on the tables of signing in; nothing where nobody is. */
export const takeOutRep = async (tx: Queryable, context: Context, rep: string): Promise<void> => {
  const row = await personOfRep(tx, context.tenant, rep);
  if (!row) return;
  requireMayManage(context, row.roles);
  await removeRow(tx, context, row);
};

const removeRow = async (tx: Queryable, context: Context, row: PersonRow): Promise<void> => {
  await requireOthers(tx, context, row, { roles: [], blocked: true });
  await removePerson(tx, context.tenant, row.id);
  await appendAudit(tx, context.tenant, context.actor, {
    action: 'remove-person',
    subject: row.id,
    details: {},
  });
};
