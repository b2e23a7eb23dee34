import { useMutation } from '@tanstack/react-query';
import type { SignIn } from '../../../schemas/actor.ts';
import { askToSignIn } from '../api/sign-in.ts';
import { useLanguage } from '../language/language.ts';
import { refusalText } from './refusal.ts';

/** Leads to where people have an account already, and back. */
export const ProviderButtons = ({ providers }: Readonly<Pick<SignIn, 'providers'>>) => {
  const { words } = useLanguage();
  const going = useMutation({
    mutationFn: (provider: string) =>
      askToSignIn<{ url: string }>('/sign-in/social', {
        provider,
        callbackURL: '/',
        errorCallbackURL: '/sign-in',
      }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <div className="sign-in-providers">
      {providers.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className="btn quiet wide"
          disabled={going.isPending}
          onClick={() => going.mutate(id)}
        >
          {words.signIn.byProvider(name)}
        </button>
      ))}
      {going.error && (
        <p className="cap fault" role="alert">
          {refusalText(words, going.error)}
        </p>
      )}
    </div>
  );
};
