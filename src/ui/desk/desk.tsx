import { MantineProvider } from '@mantine/core';
import './mantine-styles.ts';
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import type { Me } from '../../../schemas/actor.ts';
import { useLanguage } from '../language/language.ts';
import { NotFound } from '../look/not-found.tsx';
import { useTheme } from '../look/theme-choice.ts';
import { WaitingPage } from '../look/waiting.tsx';
import { hasPage, startOf } from '../session/who.ts';
import { SideBar } from './side-bar.tsx';
import { theme, tokenVariables } from './theme.ts';
import './shell.css';
import './desk.css';
import './forms.css';
import './tables.css';
import '../why/why.css';

const LeaderboardsPage = lazy(() => import('./leaderboards-page.tsx'));
const RulesPage = lazy(() => import('./rules-page.tsx'));
const SettlementsPage = lazy(() => import('./settlements-page.tsx'));
const SettlementPage = lazy(() => import('./settlement-page.tsx'));
const PeoplePage = lazy(() => import('./people/people-page.tsx'));
const KeysPage = lazy(() => import('./keys/keys-page.tsx'));
const AccountPage = lazy(() => import('./account-page.tsx'));
const TeamPage = lazy(() => import('./team-page.tsx'));

/** The pages of the desk, for those whom they are for; everything else is not there. */
const Desk = ({ me }: Readonly<{ me: Me }>) => {
  const { words } = useLanguage();
  const { shown } = useTheme();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={tokenVariables} forceColorScheme={shown}>
      <a className="btn skip" href="#content">
        {words.skipToContent}
      </a>
      <div className="shell">
        <SideBar me={me} />
        <main className="main" id="content" tabIndex={-1}>
          <Suspense fallback={<WaitingPage />}>
            <Pages me={me} />
          </Suspense>
        </main>
      </div>
    </MantineProvider>
  );
};
export default Desk;

const Pages = ({ me }: Readonly<{ me: Me }>) => (
  <Switch>
    {hasPage(me, 'team') && (
      <Route path="/team">
        <TeamPage />
      </Route>
    )}
    {hasPage(me, 'leaderboards') && (
      <Route path="/leaderboards">
        <LeaderboardsPage />
      </Route>
    )}
    {hasPage(me, 'rules') && (
      <Route path="/rules/:code?">{({ code }) => <RulesPage me={me} code={code} />}</Route>
    )}
    {hasPage(me, 'settlements') && (
      <Route path="/settlements">
        <SettlementsPage me={me} />
      </Route>
    )}
    {hasPage(me, 'settlements') && (
      <Route path="/settlements/:period">
        {({ period }) => <SettlementPage key={period} me={me} period={period} />}
      </Route>
    )}
    {hasPage(me, 'people') && <Route path="/people/:id?">{({ id }) => <PeoplePage me={me} id={id} />}</Route>}
    {hasPage(me, 'keys') && <Route path="/keys/:id?">{({ id }) => <KeysPage me={me} id={id} />}</Route>}
    <Route path="/account">
      <AccountPage me={me} />
    </Route>
    <Route path="/">
      <Redirect to={startOf(me)} replace />
    </Route>
    <Route>
      <NotFound />
    </Route>
  </Switch>
);
