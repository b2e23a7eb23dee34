import type { Person, PersonChange, PersonRole } from '../../../schemas/person.ts';
import type { Queryable } from '../../storage/database.ts';
import { forgetResets } from '../../storage/invitations.ts';
import {
  endSessions,
  otherAdministrators,
  type PersonRow,
  personById,
  savePerson,
} from '../../storage/people.ts';
import { appendAudit } from '../../storage/records.ts';
import { type Context, transactSignIn } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { readRep } from '../master-data/read-reps.ts';
import { refuseTaken } from './invite-person.ts';
import { requireMayManage, requireWhole } from './may-manage.ts';
import { addressOf, noAddress, personView } from './person-view.ts';

/**
 * Changes who somebody is or what that one may do; it holds from the person's next request on. Who is blocked, or has other
 * roles, another address or number, is signed out everywhere.
 * @throws LaurelError `not-found`, `invalid`, `conflict` for what another person has, and `state` where it would change the
 * own rights or leave no administrator.
 */
export const changePerson = async (
  context: Context,
  { id, change, at }: Readonly<{ id: string; change: PersonChange; at: number }>,
): Promise<Person> => {
  requireMayManage(context, change.roles ?? []);
  if (typeof change.rep === 'string') await readRep(context, { code: change.rep, at });
  return transactSignIn(context, async (tx) => {
    const before = await personById(tx, context.tenant, id);
    requireMayManage(context, before?.roles ?? []);
    if (!before) throw new LaurelError('not-found', `There is no person ${id}.`);
    const after = changed(before, change);
    requireWhole(after);
    const isMoved = rightsOf(before) !== rightsOf(after);
    if (isMoved) await requireOthers(tx, context, before, after);
    await savePerson(tx, context.tenant, { ...after, email: after.email ?? noAddress(id) }).catch(
      refuseTaken,
    );
    // What was sent to an address that is another's now opens nothing.
    const isElsewhere = addressOf(before) !== after.email || (before.phone ?? undefined) !== after.phone;
    if (isElsewhere) await forgetResets(tx, context.tenant, id);
    if (isMoved || isElsewhere) await endSessions(tx, context.tenant, id);
    await appendAudit(tx, context.tenant, context.actor, {
      action: 'change-person',
      subject: id,
      // What was changed, and of what one may do also how; the rest is personal.
      details: { changed: Object.keys(change), roles: after.roles, blocked: after.blocked },
    });
    const row = await personById(tx, context.tenant, id);
    return personView(row ?? before, at);
  });
};

const changed = (before: PersonRow, change: PersonChange) => ({
  id: before.id,
  name: change.name ?? before.name,
  roles: change.roles ?? (before.roles as PersonRole[]),
  rep: given(change.rep, before.rep ?? undefined),
  email: given(change.email, addressOf(before)),
  phone: given(change.phone, before.phone ?? undefined),
  blocked: change.blocked ?? before.blocked,
});

/** Null takes away, nothing leaves as it was. */
const given = (change: string | null | undefined, before: string | undefined): string | undefined =>
  change === undefined ? before : (change ?? undefined);

type Rights = Readonly<{ roles: readonly string[]; rep?: string | null | undefined; blocked: boolean }>;

const rightsOf = ({ roles, rep, blocked }: Rights): string =>
  JSON.stringify([[...roles].sort(), rep ?? null, blocked]);

/** Nobody changes what oneself may do, and somebody always can let others in. */
export const requireOthers = async (
  tx: Queryable,
  context: Context,
  before: PersonRow,
  after: Rights,
): Promise<void> => {
  if (context.actor === before.id)
    throw new LaurelError('state', 'Nobody changes what oneself may do; let another administrator do it.');
  const stays = after.roles.includes('admin') && !after.blocked;
  if (
    before.roles.includes('admin') &&
    !stays &&
    (await otherAdministrators(tx, context.tenant, before.id)) === 0
  )
    throw new LaurelError('state', 'This is the last administrator; make another person one first.');
};
