import type { Invitation, PersonInput } from '../../../schemas/person.ts';
import type { Queryable } from '../../storage/database.ts';
import { putInvitation } from '../../storage/invitations.ts';
import { personById, savePerson } from '../../storage/people.ts';
import { appendAudit } from '../../storage/records.ts';
import { takenConstraint } from '../../storage/retry.ts';
import { type Context, transactSignIn } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { readRep } from '../master-data/read-reps.ts';
import { requireMayManage, requireWhole } from './may-manage.ts';
import { noAddress, personView } from './person-view.ts';
import { newId, newSecretLink, type SecretLink } from './secret-link.ts';

/** How long somebody has for coming in. */
const LINK_DAYS = 7;

/**
 * Lets somebody in who was not: gives the person with a link, which can be used once within a week and is told only here.
 * @throws LaurelError `invalid`, `not-found` for a rep who is none, `conflict` for an address, a phone or a rep of another.
 */
export const invitePerson = async (
  context: Context,
  { input, at }: Readonly<{ input: PersonInput; at: number }>,
): Promise<Invitation> => {
  requireMayManage(context, input.roles);
  const { name, roles, rep, email, phone } = input;
  requireWhole({ roles, rep, email });
  if (rep !== undefined) await readRep(context, { code: rep, at });
  const id = newId('per');
  return transactSignIn(context, async (tx) => {
    const record = { id, name, roles, rep, email: email ?? noAddress(id), phone, blocked: false };
    await savePerson(tx, context.tenant, record).catch(refuseTaken);
    await appendAudit(tx, context.tenant, context.actor, {
      action: 'invite-person',
      subject: id,
      details: { roles },
    });
    return inviteWithin(tx, context, id, at);
  });
};

/** Makes the link by which a person comes in, within a transaction. */
export const inviteWithin = async (
  tx: Queryable,
  context: Context,
  person: string,
  at: number,
  { id, text, secretHash }: SecretLink = newSecretLink(context.store.identityKey, 'inv'),
): Promise<Invitation> => {
  const record = { id, person, secretHash, days: LINK_DAYS };
  const expiresAt = await putInvitation(tx, context.tenant, record, context.actor);
  const row = await personById(tx, context.tenant, person);
  if (!row) throw new LaurelError('not-found', `There is no person ${person}.`);
  return { person: personView(row, at), path: `/join#${text}`, expiresAt };
};

/** What only one person can have, by the constraint that sees to it. */
const OF_ONE: Readonly<Record<string, Readonly<{ pointer: string; what: string }>>> = {
  person_email: { pointer: '/email', what: 'e-mail address' },
  person_phone: { pointer: '/phone', what: 'phone number' },
  person_rep: { pointer: '/rep', what: 'rep' },
};

/** @throws LaurelError `conflict`, with its place, where another person has what only one can have. */
export const refuseTaken = (error: unknown): never => {
  const taken = OF_ONE[takenConstraint(error, 'person') ?? ''];
  if (!taken) throw error;
  const detail = `Another person has this ${taken.what}.`;
  throw new LaurelError('conflict', detail, [{ pointer: taken.pointer, detail }]);
};
