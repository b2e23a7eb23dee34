import { useLanguage } from '../language/language.ts';
import { Field } from '../look/field.tsx';
import type { NewPassword } from './use-new-password.ts';

/** Both fields of a password that is chosen. */
export const NewPasswordFields = ({
  chosen,
  fault,
}: Readonly<{ chosen: NewPassword; fault?: string | undefined }>) => {
  const { words } = useLanguage();
  return (
    <>
      <Field
        label={words.join.password}
        type="password"
        autoComplete="new-password"
        required
        value={chosen.password}
        onValue={chosen.setPassword}
        help={words.join.passwordHelp}
        fault={chosen.fault ?? fault}
      />
      <Field
        label={words.join.passwordAgain}
        type="password"
        autoComplete="new-password"
        required
        value={chosen.again}
        onValue={chosen.setAgain}
        fault={chosen.faultAgain}
      />
    </>
  );
};
