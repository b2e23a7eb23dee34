import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../language/language.ts';
import { PIN_LENGTH, PinField } from './pin-field.tsx';
import { placeOf, refusalText } from './refusal.ts';
import { useEntering } from './use-entering.ts';

/** Chooses a PIN: it is entered twice, one after the other, and the twelfth digit is the end. */
export const JoinByPin = ({ invitation }: Readonly<{ invitation: string }>) => {
  const { words } = useLanguage();
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [differs, setDiffers] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const entering = useEntering('/invitation/accept');
  useEffect(() => first.current?.focus(), []);

  const beginAgain = () => {
    setPin('');
    setAgain('');
    first.current?.focus();
  };
  const typed = (next: string) => {
    setPin(next);
    setAgain('');
    setDiffers(false);
    if (entering.isError) entering.reset();
    if (next.length === PIN_LENGTH) second.current?.focus();
  };
  const typedAgain = (next: string) => {
    setAgain(next);
    if (next.length < PIN_LENGTH || pin.length < PIN_LENGTH) return;
    setDiffers(next !== pin);
    if (next === pin) entering.mutate({ invitation, pin }, { onError: beginAgain });
    else beginAgain();
  };
  const isEasy = placeOf(entering.error) === '/pin';
  const refused = entering.error && (isEasy ? words.join.pinEasy : refusalText(words, entering.error));
  return (
    <form className="sign-in-way" onSubmit={(event) => event.preventDefault()}>
      <PinField
        label={words.join.pin}
        value={pin}
        onValue={typed}
        help={words.join.pinHelp}
        fault={differs ? words.join.pinDiffers : (refused ?? undefined)}
        inputRef={first}
      />
      <PinField label={words.join.pinAgain} value={again} onValue={typedAgain} inputRef={second} />
    </form>
  );
};
