import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { Redirect, useLocation } from 'wouter';
import type { Me } from '../../schemas/actor.ts';
import { meQuery } from './api/queries.ts';
import { Trouble } from './look/trouble.tsx';
import { WaitingPage } from './look/waiting.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { followOtherTabs, keepToken, token } from './session/token.ts';
import { isRepOnly } from './session/who.ts';

const RepPages = lazy(() => import('./rep/rep-pages.tsx'));
const Desk = lazy(() => import('./desk/desk.tsx'));

/** A sign-in link carries the token behind the `#`, which browsers send nowhere; it does not stay in the address. */
const takeTokenFromAddress = (): void => {
  const given = decodeURIComponent(window.location.hash.slice(1));
  if (window.location.pathname !== '/sign-in' || given === '') return;
  keepToken(given);
  window.history.replaceState(null, '', '/');
};

takeTokenFromAddress();
// A link that is opened on the sign-in page itself changes what stands behind the `#`, and loads nothing.
window.addEventListener('hashchange', () => {
  if (window.location.pathname === '/sign-in') window.location.reload();
});
followOtherTabs();

export const App = () => {
  const [path] = useLocation();
  if (path === '/sign-in') return <SignInPage />;
  return token() === undefined ? <Redirect to="/sign-in" replace /> : <SignedIn />;
};

const SignedIn = () => {
  const me = useQuery(meQuery());
  if (me.error)
    return (
      <main className="alone">
        <Trouble place="me" error={me.error} onRetry={() => void me.refetch()} />
      </main>
    );
  return me.data ? <Surface me={me.data} /> : <WaitingPage />;
};

const Surface = ({ me }: Readonly<{ me: Me }>) => {
  const surface = isRepOnly(me) ? 'phone' : 'desk';
  useEffect(() => {
    document.documentElement.dataset.surface = surface;
  }, [surface]);
  return (
    <Suspense fallback={<WaitingPage />}>
      {surface === 'phone' && me.rep ? <RepPages me={me} rep={me.rep} /> : <Desk me={me} />}
    </Suspense>
  );
};
