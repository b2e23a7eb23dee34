import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { askToSignIn } from '../api/sign-in.ts';
import { useLanguage } from '../language/language.ts';
import { Field } from '../look/field.tsx';
import { phoneNumberOf } from './phone-number.ts';
import { refusalText } from './refusal.ts';
import { useEntering } from './use-entering.ts';

const RESEND_SECONDS = 60;
const CODE_LENGTH = 6;

/** Signing in with a code that a text message brings. */
export const PhoneForm = () => {
  const { words } = useLanguage();
  const [text, setText] = useState('');
  const [sentTo, setSentTo] = useState<string>();
  const [isWrong, setWrong] = useState(false);
  const sending = useMutation({
    mutationFn: (phoneNumber: string) => askToSignIn('/phone-number/send-otp', { phoneNumber }),
    onSuccess: (_answer, phoneNumber) => setSentTo(phoneNumber),
  });
  if (sentTo !== undefined) return <CodeForm phone={sentTo} onOtherPhone={() => setSentTo(undefined)} />;
  const refused = sending.error ? refusalText(words, sending.error) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const phone = phoneNumberOf(text);
    setWrong(phone === undefined);
    if (phone !== undefined) sending.mutate(phone);
  };
  return (
    <form className="sign-in-way" onSubmit={submit}>
      <Field
        label={words.signIn.phone}
        type="tel"
        autoComplete="tel"
        required
        value={text}
        onValue={(value) => {
          setText(value);
          setWrong(false);
        }}
        fault={isWrong ? words.signIn.phoneWrong : refused}
      />
      <button type="submit" className="btn wide" disabled={sending.isPending}>
        {words.signIn.sendCode}
      </button>
    </form>
  );
};

const CodeForm = ({ phone, onOtherPhone }: Readonly<{ phone: string; onOtherPhone: () => void }>) => {
  const { words } = useLanguage();
  const [code, setCode] = useState('');
  const entering = useEntering('/phone-number/verify');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate({ phoneNumber: phone, code });
  };
  return (
    <form className="sign-in-way" onSubmit={submit}>
      <Field
        label={words.signIn.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={CODE_LENGTH}
        required
        autoFocus
        value={code}
        onValue={(value) => {
          setCode(value.replace(/\D/g, ''));
          if (entering.isError) entering.reset();
        }}
        help={words.signIn.codeHelp(phone)}
        fault={entering.error ? refusalText(words, entering.error) : undefined}
      />
      <button type="submit" className="btn wide" disabled={entering.isPending || code.length < CODE_LENGTH}>
        {words.signIn.enter}
      </button>
      <Resend phone={phone} />
      <button type="button" className="btn text" onClick={onOtherPhone}>
        {words.signIn.otherPhone}
      </button>
    </form>
  );
};

/** A message takes a while, and costs; another one can be asked for after a minute. */
const Resend = ({ phone }: Readonly<{ phone: string }>) => {
  const { words } = useLanguage();
  const [left, setLeft] = useState(RESEND_SECONDS);
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  const sending = useMutation({
    mutationFn: () => askToSignIn('/phone-number/send-otp', { phoneNumber: phone }),
    onSuccess: () => setLeft(RESEND_SECONDS),
  });
  return (
    <>
      <button
        type="button"
        className="btn quiet wide"
        disabled={left > 0 || sending.isPending}
        onClick={() => sending.mutate()}
      >
        {left > 0 ? words.signIn.resendIn(left) : words.signIn.resend}
      </button>
      {sending.error && (
        <p className="cap fault" role="alert">
          {refusalText(words, sending.error)}
        </p>
      )}
    </>
  );
};
