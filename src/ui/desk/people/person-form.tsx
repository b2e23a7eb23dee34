import { type FormEvent, type ReactNode, useState } from 'react';
import type { PersonRole } from '../../../../schemas/person.ts';
import { RequestRefused } from '../../api/answered.ts';
import { useLanguage } from '../../language/language.ts';
import { Field } from '../../look/field.tsx';
import { Trouble } from '../../look/trouble.tsx';
import { isOfField } from '../../session/who.ts';
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
  const refused = error instanceof RequestRefused ? (error.problem?.errors ?? []) : [];
  const faultAt = (place: (typeof PLACES)[number]): string | undefined => {
    if (!told.includes(place) && !refused.some(({ pointer }) => pointer === place)) return undefined;
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
    <form className="person-form" onSubmit={submit} noValidate>
      {roles.length > 0 && (
        <Roles
          offered={roles}
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
  const { words } = useLanguage();
  if (!error) return null;
  const { code, problem } =
    error instanceof RequestRefused ? error : { code: 'internal', problem: undefined };
  const isAtField = problem?.errors?.some(({ pointer }) => PLACES.some((place) => place === pointer));
  if (isAtField) return null;
  return code === 'conflict' ? (
    <p className="cap fault" role="alert">
      {words.people.taken}
    </p>
  ) : (
    <Trouble place="person" error={error} />
  );
};

const Roles = ({
  offered,
  chosen,
  onChoose,
  fault,
}: Readonly<{
  offered: readonly PersonRole[];
  chosen: readonly PersonRole[];
  onChoose: (roles: readonly PersonRole[]) => void;
  fault: string | undefined;
}>) => {
  const { words } = useLanguage();
  return (
    <fieldset className="roles">
      <legend>{words.people.roles}</legend>
      {offered.map((role) => (
        <label key={role}>
          <input
            type="checkbox"
            checked={chosen.includes(role)}
            onChange={({ target }) =>
              onChoose(target.checked ? [...chosen, role] : chosen.filter((each) => each !== role))
            }
          />
          {words.roles[role]}
        </label>
      ))}
      {fault !== undefined && (
        <p className="cap fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
};
