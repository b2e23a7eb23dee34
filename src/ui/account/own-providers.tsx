import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { signInQuery } from '../api/queries.ts';
import { type Account, accountsQuery, changeSignIn } from '../api/sign-in.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { refusalInAddress, refusalText } from '../session/refusal.ts';

/** The accounts elsewhere with which one signs in, where there are providers of such. */
export const OwnProviders = () => {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const offered = useQuery(signInQuery());
  const accounts = useQuery(accountsQuery());
  const linking = useMutation({
    mutationFn: (provider: string) =>
      changeSignIn<{ url: string }>('/link-social', {
        provider,
        callbackURL: '/account',
        errorCallbackURL: '/account',
      }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const unlinking = useMutation({
    mutationFn: (accountId: string) => changeSignIn('/unlink-account', { accountId }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  });
  const providers = offered.data?.providers ?? [];
  if (providers.length === 0) return null;
  const failed = linking.error ?? unlinking.error;
  const refused = failed ? refusalText(words, failed) : refusalInAddress(words);
  return (
    <section>
      <h2 className="account-head">{words.account.providers}</h2>
      <p className="cap account-note">{words.account.providersLead}</p>
      {refused !== undefined && (
        <p className="cap fault account-note" role="alert">
          {refused}
        </p>
      )}
      <Asked query={accounts} place="account" rows={providers.length} height={56}>
        {(items) => (
          <ul className="card account-list">
            {providers.map(({ id, name }) => (
              <Provider
                key={id}
                name={name}
                account={items.find(({ providerId }) => providerId === id)}
                isBusy={linking.isPending || unlinking.isPending}
                onLink={() => linking.mutate(id)}
                onUnlink={(account) => unlinking.mutate(account.id)}
              />
            ))}
          </ul>
        )}
      </Asked>
    </section>
  );
};

const Provider = ({
  name,
  account,
  isBusy,
  onLink,
  onUnlink,
}: Readonly<{
  name: string;
  account: Account | undefined;
  isBusy: boolean;
  onLink: () => void;
  onUnlink: (account: Account) => void;
}>) => {
  const { words } = useLanguage();
  const { link, linkOf, unlink, unlinkOf, linked } = words.account;
  return (
    <li>
      <span className="grow">
        <b>{name}</b>
        {account && <span className="cap">{linked}</span>}
      </span>
      <button
        type="button"
        className="btn text"
        disabled={isBusy}
        aria-label={account ? unlinkOf(name) : linkOf(name)}
        onClick={() => (account ? onUnlink(account) : onLink())}
      >
        {account ? unlink : link}
      </button>
    </li>
  );
};
