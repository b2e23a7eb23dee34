import { type FormEvent, type ReactNode, useState } from 'react';
import type { PersonRole } from '../../../../schemas/person.ts';
import { RequestRefused } from '../../api/answered.ts';
import { useLanguage } from '../../language/language.ts';
import { Field } from '../../look/field.tsx';
import { Trouble } from '../../look/trouble.tsx';
import { isOfField } from '../../session/who.ts';
import { Checks } from '../checks.tsx';
import { faultsOf, type PersonFields, PLACES } from './person-fields.ts';
import { RepChoice } from './rep-choice.tsx';

type Form = Readonly<{
  begin: PersonFields;
  /** The roles that may be given; none where they stay as they are. */
  roles: readonly PersonRole[];
  submitText: string;
  isBusy: boolean;
  error: unknown;
  onSubmit: (fields: PersonFields) => void;
  children?: ReactNode;
}>;

/** Who somebody is and what that one may do, with the fields that fit the roles. */
export const PersonForm = ({ begin, roles, submitText, isBusy, error, onSubmit, children }: Form) => {
  const { words } = useLanguage();
  const [fields, setFields] = useState(begin);
  const [isChecked, setChecked] = useState(false);
  const change = (changed: Partial<PersonFields>) => setFields({ ...fields, ...changed });
  const told = isChecked ? faultsOf(fields) : [];
  const isTaken = error instanceof RequestRefused && error.code === 'conflict';
  const refused = error instanceof RequestRefused ? (error.problem?.errors ?? []) : [];
  const faultAt = (place: (typeof PLACES)[number]): string | undefined => {
    const isRefused = refused.some(({ pointer }) => pointer === place);
    if (!told.includes(place) && !isRefused) return undefined;
    if (isRefused && isTaken) return words.people.taken[place];
    return place === '/email' && fields.email.trim() !== ''
      ? words.people.emailWrong
      : words.people.faults[place];
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (faultsOf(fields).length === 0) onSubmit(fields);
  };
  return (
    <form className="person-form drawer-form" onSubmit={submit} noValidate>
      {roles.length > 0 && (
        <Checks
          legend={words.people.roles}
          offered={roles}
          textOf={(role) => words.roles[role]}
          chosen={fields.roles}
          onChoose={(next) => change({ roles: next })}
          fault={faultAt('/roles')}
        />
      )}
      {isOfField(fields.roles) && roles.length > 0 && (
        <RepChoice
          value={fields.rep}
          // Most people are called as the rep is who they are.
          onChoose={(rep) => change({ rep: rep?.code, ...(fields.name === '' && rep && { name: rep.name }) })}
          fault={faultAt('/rep')}
        />
      )}
      <Field
        label={words.people.name}
        autoComplete="off"
        value={fields.name}
        onValue={(name) => change({ name })}
        fault={faultAt('/name')}
      />
      <Field
        label={words.people.email}
        type="email"
        autoComplete="off"
        value={fields.email}
        onValue={(email) => change({ email })}
        help={isOfField(fields.roles) ? words.people.optional : undefined}
        fault={faultAt('/email')}
      />
      <Field
        label={words.people.phone}
        type="tel"
        autoComplete="off"
        value={fields.phone}
        onValue={(phone) => change({ phone })}
        help={words.people.optional}
        fault={faultAt('/phone')}
      />
      {children}
      <FormRefusal error={error} />
      <button type="submit" className="btn" disabled={isBusy}>
        {submitText}
      </button>
    </form>
  );
};

/** What was refused and belongs to no field. */
const FormRefusal = ({ error }: Readonly<{ error: unknown }>) => {
  if (!error) return null;
  const errors = error instanceof RequestRefused ? error.problem?.errors : undefined;
  const isAtField = errors?.some(({ pointer }) => PLACES.some((place) => place === pointer));
  return isAtField ? null : <Trouble place="person" error={error} />;
};
