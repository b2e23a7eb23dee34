import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Link } from 'wouter';
import { askToSignIn } from '../api/sign-in.ts';
import { useLanguage } from '../language/language.ts';
import { EntryPage } from './entry-page.tsx';
import { NewPasswordFields } from './new-password-fields.tsx';
import { refusalText } from './refusal.ts';
import { linkGiven } from './secret-of-address.ts';
import { useNewPassword } from './use-new-password.ts';

/** Where the mail leads that somebody asked for who forgot the password. */
const ResetPage = () => {
  const { words } = useLanguage();
  const chosen = useNewPassword();
  const saving = useMutation({
    mutationFn: (newPassword: string) => askToSignIn('/reset-password', { token: linkGiven(), newPassword }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.check()) saving.mutate(chosen.password);
  };
  return (
    <EntryPage>
      <h1>{words.join.resetTitle}</h1>
      {saving.isSuccess ? (
        <>
          <p className="sign-in-lead" role="status">
            {words.join.resetDone}
          </p>
          <Link className="btn wide" href="/sign-in">
            {words.join.toSignIn}
          </Link>
        </>
      ) : (
        <form className="sign-in-way" onSubmit={submit}>
          <p className="sign-in-lead">{words.join.resetLead}</p>
          <NewPasswordFields
            chosen={chosen}
            fault={saving.error ? refusalText(words, saving.error) : undefined}
          />
          <button type="submit" className="btn wide" disabled={saving.isPending}>
            {words.join.save}
          </button>
        </form>
      )}
    </EntryPage>
  );
};
export default ResetPage;
