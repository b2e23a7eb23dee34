import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { useLocation } from 'wouter';
import type { Me } from '../../schemas/actor.ts';
import { RequestRefused } from './api/answered.ts';
import { meQuery } from './api/queries.ts';
import { DemoNotice } from './look/demo-notice.tsx';
import { Trouble } from './look/trouble.tsx';
import { WaitingPage } from './look/waiting.tsx';
import { followLinks } from './session/secret-of-address.ts';
import { followOtherTabs, noteSession } from './session/session.ts';
import { isRepOnly } from './session/who.ts';

const SignInPage = lazy(() => import('./session/sign-in-page.tsx'));
const JoinPage = lazy(() => import('./session/join-page.tsx'));
const ResetPage = lazy(() => import('./session/reset-page.tsx'));
const RepPages = lazy(() => import('./rep/rep-pages.tsx'));
const Desk = lazy(() => import('./desk/desk.tsx'));

followLinks();
followOtherTabs();

/** The pages of those who are not in, and for everybody else those that are theirs. */
export const App = () => {
  const [path] = useLocation();
  return (
    <Suspense fallback={<WaitingPage />}>
      {path === '/sign-in' && <SignInPage />}
      {path === '/join' && <JoinPage />}
      {path === '/reset' && <ResetPage />}
      {path !== '/sign-in' && path !== '/join' && path !== '/reset' && <SignedIn />}
    </Suspense>
  );
};

const SignedIn = () => {
  const me = useQuery(meQuery());
  const isKnown = me.data !== undefined;
  useEffect(() => {
    if (isKnown) noteSession();
  }, [isKnown]);
  // Who is refused is on the way to the sign-in page.
  const isLeaving = me.error instanceof RequestRefused && me.error.code === 'unauthenticated';
  if (me.error && !isLeaving)
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
      <DemoNotice />
      {surface === 'phone' && me.rep ? <RepPages me={me} rep={me.rep} /> : <Desk me={me} />}
    </Suspense>
  );
};
