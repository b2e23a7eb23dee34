import { type FormEvent, useState } from 'react';
import { RequestRefused } from '../api/answered.ts';
import { useLanguage } from '../language/language.ts';
import { Field } from '../look/field.tsx';
import { NewPasswordFields } from './new-password-fields.tsx';
import { placeOf, refusalText } from './refusal.ts';
import { useEntering } from './use-entering.ts';
import { useNewPassword } from './use-new-password.ts';

/** Chooses a password, and where nobody knows it yet the address to sign in with. */
export const JoinByPassword = ({
  invitation,
  needsEmail,
}: Readonly<{ invitation: string; needsEmail: boolean }>) => {
  const { words } = useLanguage();
  const [email, setEmail] = useState('');
  const chosen = useNewPassword();
  const entering = useEntering('/invitation/accept');
  const { error } = entering;
  const isTaken = error instanceof RequestRefused && error.code === 'conflict';
  const isOfEmail = needsEmail && (isTaken || placeOf(error) === '/email');
  const refused = error ? refusalText(words, error) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { password } = chosen;
    if (chosen.check()) entering.mutate({ invitation, password, ...(needsEmail && { email: email.trim() }) });
  };
  return (
    <form className="sign-in-way" onSubmit={submit}>
      {needsEmail && (
        <Field
          label={words.join.email}
          type="email"
          autoComplete="username"
          required
          value={email}
          onValue={setEmail}
          help={words.join.emailHelp}
          fault={isOfEmail ? (isTaken ? words.join.emailTaken : refused) : undefined}
        />
      )}
      <NewPasswordFields chosen={chosen} fault={isOfEmail ? undefined : refused} />
      <button type="submit" className="btn wide" disabled={entering.isPending}>
        {words.join.enter}
      </button>
    </form>
  );
};
