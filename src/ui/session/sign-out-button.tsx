import { useMutation } from '@tanstack/react-query';
import { askToSignIn } from '../api/sign-in.ts';
import { useLanguage } from '../language/language.ts';
import { Icon } from '../look/icon.tsx';
import { leave } from './session.ts';

/** Ends the session here, at the service first: the cookie is out of the reach of this page. */
export const SignOutButton = ({ className }: Readonly<{ className: string }>) => {
  const { words } = useLanguage();
  const leaving = useMutation({ mutationFn: () => askToSignIn('/sign-out', {}), onSuccess: leave });
  return (
    <>
      <button
        type="button"
        className={className}
        disabled={leaving.isPending}
        onClick={() => leaving.mutate()}
      >
        <Icon name="leave" />
        {words.signOut}
      </button>
      {leaving.isError && (
        <p className="cap fault" role="alert">
          {words.signOutFailed}
        </p>
      )}
    </>
  );
};
