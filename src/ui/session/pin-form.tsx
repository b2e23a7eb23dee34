import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../language/language.ts';
import { PIN_LENGTH, PinField } from './pin-field.tsx';
import { reasonOf, refusalText } from './refusal.ts';
import { useEntering } from './use-entering.ts';

/** Signing in on the own phone; the sixth digit sends it off. */
export const PinForm = () => {
  const { words } = useLanguage();
  const [pin, setPin] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const entering = useEntering('/sign-in/pin');
  const isLost = reasonOf(entering.error) === 'DEVICE_UNUSABLE';
  useEffect(() => field.current?.focus(), []);
  const typed = (next: string) => {
    setPin(next);
    if (entering.isError) entering.reset();
    if (next.length < PIN_LENGTH) return;
    entering.mutate(
      { pin: next },
      {
        onError: () => {
          setPin('');
          field.current?.focus();
        },
      },
    );
  };
  return (
    <section className="sign-in-way">
      <PinField
        label={words.signIn.pin}
        value={pin}
        onValue={typed}
        help={words.signIn.pinHelp}
        fault={entering.error ? refusalText(words, entering.error) : undefined}
        disabled={isLost}
        inputRef={field}
      />
      {!isLost && <p className="cap">{words.signIn.pinLost}</p>}
    </section>
  );
};
