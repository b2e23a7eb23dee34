import { useState } from 'react';
import { useLanguage } from '../language/language.ts';

/** The fewest characters of a password that the service takes. */
const LEAST = 10;

/** A password that somebody chooses, entered twice, with what is wrong with it once it was to be saved. */
export const useNewPassword = () => {
  const { words } = useLanguage();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isShort = password.length < LEAST;
  const differs = password !== again;
  return {
    password,
    again,
    /** Called with every change, so that a fault is not told while it is mended. */
    setPassword: (value: string) => {
      setPassword(value);
      setChecked(false);
    },
    setAgain: (value: string) => {
      setAgain(value);
      setChecked(false);
    },
    /** Whether it can be saved; from then on the faults are told. */
    check: (): boolean => {
      setChecked(true);
      return !isShort && !differs;
    },
    fault: isChecked && isShort ? words.refusals.reasons.PASSWORD_TOO_SHORT : undefined,
    faultAgain: isChecked && !isShort && differs ? words.join.passwordDiffers : undefined,
  };
};
export type NewPassword = ReturnType<typeof useNewPassword>;
