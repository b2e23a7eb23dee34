import type { Person, PersonChange, PersonInput, PersonRole } from '../../../../schemas/person.ts';
import { phoneNumberOf } from '../../session/phone-number.ts';
import { isOfField } from '../../session/who.ts';

/** What is filled in of a person. */
export type PersonFields = Readonly<{
  name: string;
  roles: readonly PersonRole[];
  rep: string | undefined;
  email: string;
  phone: string;
}>;

export const NO_FIELDS: PersonFields = { name: '', roles: [], rep: undefined, email: '', phone: '' };

export const fieldsOf = ({ name, roles, rep, email, phone }: Person): PersonFields => ({
  name,
  roles,
  rep,
  email: email ?? '',
  phone: phone ?? '',
});

/** Where something can be wrong, as the service names it. */
export const PLACES = ['/name', '/roles', '/rep', '/email', '/phone'] as const;
export type PersonPlace = (typeof PLACES)[number];

/** What is missing or cannot be: beside the office's need of an address, the same as the service asks for. */
export const faultsOf = ({ name, roles, rep, email, phone }: PersonFields): readonly PersonPlace[] => {
  const isWrong: Readonly<Record<PersonPlace, boolean>> = {
    '/name': name.trim() === '',
    '/roles': roles.length === 0,
    '/rep': isOfField(roles) && rep === undefined,
    '/email':
      email.trim() === '' ? roles.length > 0 && !isOfField(roles) : !/^\S+@\S+\.\S+$/.test(email.trim()),
    '/phone': phone.trim() !== '' && phoneNumberOf(phone) === undefined,
  };
  return PLACES.filter((place) => isWrong[place]);
};

/** Somebody to let in, of fields without fault. */
export const inputOf = ({ name, roles, rep, email, phone }: PersonFields): PersonInput => ({
  name: name.trim(),
  roles: [...roles],
  ...(isOfField(roles) && rep !== undefined && { rep }),
  ...(email.trim() !== '' && { email: email.trim() }),
  ...(phone.trim() !== '' && { phone: phoneNumberOf(phone) }),
});

/** What is different from before, of fields without fault; null where something is taken away. */
export const changeOf = (person: Person, fields: PersonFields): PersonChange => {
  const { name, roles, rep = null, email = null, phone = null } = inputOf(fields);
  const sameRoles = [...roles].sort().join() === [...person.roles].sort().join();
  return {
    ...(name !== person.name && { name }),
    ...(!sameRoles && { roles }),
    ...(rep !== (person.rep ?? null) && { rep }),
    ...(email !== (person.email ?? null) && { email }),
    ...(phone !== (person.phone ?? null) && { phone }),
  };
};
