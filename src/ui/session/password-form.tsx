import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { askToSignIn } from '../api/sign-in.ts';
import { useLanguage } from '../language/language.ts';
import { Field } from '../look/field.tsx';
import { refusalText } from './refusal.ts';
import { useEntering } from './use-entering.ts';

/** Signing in with an address and a password, and what helps who forgot it. */
export const PasswordForm = ({ canMail }: Readonly<{ canMail: boolean }>) => {
  const [email, setEmail] = useState('');
  const [isForgotten, setForgotten] = useState(false);
  return isForgotten ? (
    <ResetForm email={email} onEmail={setEmail} onBack={() => setForgotten(false)} />
  ) : (
    <EnterForm
      email={email}
      onEmail={setEmail}
      onForgotten={canMail ? () => setForgotten(true) : undefined}
    />
  );
};

type OfEmail = Readonly<{ email: string; onEmail: (email: string) => void }>;

const EnterForm = ({
  email,
  onEmail,
  onForgotten,
}: OfEmail & Readonly<{ onForgotten: (() => void) | undefined }>) => {
  const { words } = useLanguage();
  const [password, setPassword] = useState('');
  const entering = useEntering('/sign-in/email');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate({ email: email.trim(), password });
  };
  return (
    <form className="sign-in-way" onSubmit={submit}>
      <Field
        label={words.signIn.email}
        type="email"
        autoComplete="username"
        required
        value={email}
        onValue={onEmail}
      />
      <Field
        label={words.signIn.password}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onValue={(value) => {
          setPassword(value);
          if (entering.isError) entering.reset();
        }}
        fault={entering.error ? refusalText(words, entering.error) : undefined}
      />
      <button type="submit" className="btn wide" disabled={entering.isPending}>
        {words.signIn.enter}
      </button>
      {onForgotten ? (
        <button type="button" className="btn text" onClick={onForgotten}>
          {words.signIn.forgot}
        </button>
      ) : (
        <p className="cap">{words.signIn.forgotHelp}</p>
      )}
    </form>
  );
};

const ResetForm = ({ email, onEmail, onBack }: OfEmail & Readonly<{ onBack: () => void }>) => {
  const { words } = useLanguage();
  const asking = useMutation({
    mutationFn: () => askToSignIn('/request-password-reset', { email: email.trim() }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    asking.mutate();
  };
  return (
    <form className="sign-in-way" onSubmit={submit}>
      <Field
        label={words.signIn.email}
        type="email"
        autoComplete="username"
        required
        value={email}
        onValue={onEmail}
        fault={asking.error ? refusalText(words, asking.error) : undefined}
      />
      <button type="submit" className="btn wide" disabled={asking.isPending}>
        {words.signIn.sendReset}
      </button>
      {asking.isSuccess && <p role="status">{words.signIn.resetSent}</p>}
      <button type="button" className="btn text" onClick={onBack}>
        {words.signIn.backToPassword}
      </button>
    </form>
  );
};
