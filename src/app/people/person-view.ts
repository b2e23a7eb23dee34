import type { Person, PersonRole } from '../../../schemas/person.ts';
import type { PersonRow } from '../../storage/people.ts';

/** The library that lets people in wants an address of everybody; no mail is ever sent to this one. */
export const noAddress = (id: string): string => `${id}@no-address.invalid`;

/** The address of a person, where there is one. */
export const addressOf = ({ id, email }: Pick<PersonRow, 'id' | 'email'>): string | undefined =>
  email === noAddress(id) ? undefined : email;

/** A person as it is told to those who look after people. */
export const personView = (row: PersonRow, at: number): Person => {
  const email = addressOf(row);
  // Nobody else was made without a link, and a link stands until it is used.
  const isOfDemo = row.invitedUntil === null;
  const isOpen = row.invitedUntil !== null && Date.parse(row.invitedUntil) > at;
  return {
    id: row.id,
    name: row.name,
    roles: row.roles as PersonRole[],
    ...(row.rep !== null && { rep: row.rep }),
    ...(email !== undefined && { email }),
    ...(row.phone !== null && { phone: row.phone }),
    blocked: row.blocked,
    state: row.hasCredential || isOfDemo ? 'active' : isOpen ? 'invited' : 'expired',
    ...(row.lastSeenAt !== null && { lastSeenAt: row.lastSeenAt }),
    createdAt: row.createdAt,
  };
};
