import type { Queryable } from '../../storage/database.ts';
import { putDevice } from '../../storage/devices.ts';
import { forgetCredentials, openInvitation, putPassword, useInvitation } from '../../storage/invitations.ts';
import { endSessions, type PersonRow, personById, savePerson } from '../../storage/people.ts';
import { appendAudit } from '../../storage/records.ts';
import { inSignIn } from '../../storage/tenant-transaction.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { refuseTaken } from './invite-person.ts';
import { hashSecret, pepperOf } from './password.ts';
import { addressOf } from './person-view.ts';
import { isSecretOf, newId, newSecretLink, partsOf } from './secret-link.ts';

/** Fewer are guessed, more are not remembered. */
export const PASSWORD_LENGTH = { least: 10, most: 128 } as const;

/** Where somebody comes in who is not known yet. */
export type Door = Pick<Context, 'tenant' | 'store'>;

/** Who is invited, as the page tells it that asks for a password or a PIN. */
export type Invited = Readonly<{
  name: string;
  withPin: boolean;
  withPassword: boolean;
  /** Whether the person has to say by which address to sign in: the first administrator, whom nobody else knows. */
  needsEmail: boolean;
}>;

/** Whose link this is; undefined for one that cannot be used, for whatever reason. */
export const readInvitation = (door: Door, text: string): Promise<Invited | undefined> =>
  inSignIn(door.store.db, door.tenant, async (tx) => {
    const person = await invitedPerson(tx, door, text);
    return person && { name: person.name, ...waysOf(person) };
  });

/** A PIN belongs to the phone of somebody in the field, a password to an address. */
const waysOf = (person: PersonRow): Omit<Invited, 'name'> => {
  const withPin = person.rep !== null && person.roles.every((role) => role === 'rep' || role === 'manager');
  const hasAddress = addressOf(person) !== undefined;
  return { withPin, withPassword: hasAddress || !withPin, needsEmail: !hasAddress && !withPin };
};

const invitedPerson = async (
  tx: Queryable,
  { tenant, store }: Door,
  text: string,
): Promise<PersonRow | undefined> => {
  const parts = partsOf(text);
  const open = parts && (await openInvitation(tx, tenant, parts.id));
  if (!open || !isSecretOf(store.identityKey, open.secretHash, parts.secret)) return undefined;
  const person = await personById(tx, tenant, open.person);
  return person?.blocked ? undefined : person;
};

/** What somebody chose to sign in with. */
export type Chosen = Readonly<{
  pin?: string | undefined;
  password?: string | undefined;
  /** The address to sign in with, where the person has none. */
  email?: string | undefined;
}>;

/** Who came in; with a PIN also what the phone has to keep. */
export type Accepted = Readonly<{ person: string; device?: string }>;

/**
 * Takes what somebody who was invited will sign in with, in place of the password and the phone that were there before. The
 * link is used up, and who was signed in is signed out. Undefined for a link that cannot be used.
 * @throws LaurelError `invalid` for a PIN or password that is none, or not for this person.
 */
export const acceptInvitation = async (
  door: Door,
  text: string,
  { pin, password, email }: Chosen,
): Promise<Accepted | undefined> => {
  const { db, identityKey } = door.store;
  requireGood(pin, password);
  // Hashing is dear, and nobody without a link makes us do it.
  if (!(await readInvitation(door, text))) return undefined;
  // Hashing takes its time, and no connection is kept waiting for it.
  const hash = await hashSecret(pepperOf(identityKey), pin ?? password ?? '');
  return inSignIn(db, door.tenant, async (tx) => {
    const person = await invitedPerson(tx, door, text);
    if (!person) return undefined;
    const ways = waysOf(person);
    if (pin !== undefined && !ways.withPin) throw refused('/pin', 'This person signs in with a password.');
    if (password !== undefined && !ways.withPassword)
      throw refused('/password', 'This person signs in with a PIN.');
    if (ways.needsEmail !== (email !== undefined))
      throw refused(
        '/email',
        ways.needsEmail ? 'Say by which address you sign in.' : 'The address is known.',
      );
    if (email !== undefined) await nameAddress(tx, door.tenant, person, email);
    await useInvitation(tx, door.tenant, partsOf(text)?.id ?? '');
    await endSessions(tx, door.tenant, person.id);
    await forgetCredentials(tx, door.tenant, person.id);
    await appendAudit(tx, door.tenant, person.id, {
      action: 'accept-invitation',
      subject: person.id,
      details: { with: pin === undefined ? 'password' : 'pin' },
    });
    if (pin === undefined) {
      await putPassword(tx, door.tenant, { id: newId('acc'), person: person.id, hash });
      return { person: person.id };
    }
    const device = newSecretLink(identityKey, 'dev');
    const { id, secretHash } = device;
    await putDevice(tx, door.tenant, { id, person: person.id, secretHash, pinHash: hash });
    return { person: person.id, device: device.text };
  });
};

const nameAddress = async (tx: Queryable, tenant: string, row: PersonRow, email: string): Promise<void> => {
  const { id, name, roles, rep, phone, blocked } = row;
  const record = { id, name, roles, rep: rep ?? undefined, email, phone: phone ?? undefined, blocked };
  await savePerson(tx, tenant, record).catch(refuseTaken);
};

const requireGood = (pin: string | undefined, password: string | undefined): void => {
  if ((pin === undefined) === (password === undefined)) throw refused('', 'Choose a PIN or a password.');
  if (pin !== undefined && !/^\d{6}$/.test(pin)) throw refused('/pin', 'A PIN has six digits.');
  if (pin !== undefined && isEasy(pin))
    throw refused('/pin', 'This PIN is among the first that anybody would try; choose another.');
  const { least, most } = PASSWORD_LENGTH;
  if (password !== undefined && (password.length < least || password.length > most))
    throw refused('/password', `A password has ${least} to ${most} characters.`);
};

/** All the same, or one after the other. */
const isEasy = (pin: string): boolean =>
  new Set(pin).size === 1 || '0123456789012345'.includes(pin) || '9876543210987654'.includes(pin);

const refused = (pointer: string, detail: string): LaurelError =>
  new LaurelError('invalid', detail, [{ pointer, detail }]);
