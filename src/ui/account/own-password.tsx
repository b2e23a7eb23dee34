import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { accountsQuery, changeSignIn } from '../api/sign-in.ts';
import { useLanguage } from '../language/language.ts';
import { Field } from '../look/field.tsx';
import { NewPasswordFields } from '../session/new-password-fields.tsx';
import { reasonOf, refusalText } from '../session/refusal.ts';
import { useNewPassword } from '../session/use-new-password.ts';

/** Changes the password of who has one. */
export const OwnPassword = () => {
  const { words } = useLanguage();
  const accounts = useQuery(accountsQuery());
  const [times, setTimes] = useState(0);
  if (!accounts.data?.some(({ providerId }) => providerId === 'credential')) return null;
  return (
    <section>
      <h2 className="account-head">{words.account.password}</h2>
      {times > 0 && (
        <p className="account-note" role="status">
          {words.account.changed}
        </p>
      )}
      <ChangeForm key={times} onChanged={() => setTimes(times + 1)} />
    </section>
  );
};

const ChangeForm = ({ onChanged }: Readonly<{ onChanged: () => void }>) => {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const [present, setPresent] = useState('');
  const chosen = useNewPassword();
  const saving = useMutation({
    mutationFn: () =>
      changeSignIn('/change-password', {
        currentPassword: present,
        newPassword: chosen.password,
        revokeOtherSessions: true,
      }),
    onSuccess: async () => {
      // The one here is another one too.
      await Promise.all(
        ['sessions', 'this-session'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
      onChanged();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.check()) saving.mutate();
  };
  const refused = saving.error ? refusalText(words, saving.error) : undefined;
  const isPresentWrong = reasonOf(saving.error) === 'INVALID_PASSWORD';
  return (
    <form className="card account-form" onSubmit={submit}>
      <Field
        label={words.account.present}
        type="password"
        autoComplete="current-password"
        required
        value={present}
        onValue={(value) => {
          setPresent(value);
          if (saving.isError) saving.reset();
        }}
        fault={isPresentWrong ? refused : undefined}
      />
      <NewPasswordFields chosen={chosen} fault={isPresentWrong ? undefined : refused} />
      <p className="cap account-note">{words.account.endThen}</p>
      <button type="submit" className="btn" disabled={saving.isPending}>
        {words.account.change}
      </button>
    </form>
  );
};
