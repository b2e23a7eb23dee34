import { lazy, Suspense } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import type { Me } from '../../../schemas/actor.ts';
import type { Named } from '../../../schemas/award.ts';
import { useLanguage } from '../language/language.ts';
import { Icon, type IconName } from '../look/icon.tsx';
import { NotFound } from '../look/not-found.tsx';
import { WaitingPage } from '../look/waiting.tsx';
import { BoardsPage } from './boards-page.tsx';
import { MinePage } from './mine-page.tsx';
import { TodayPage } from './today-page.tsx';
import { WhyPage } from './why-page.tsx';
import './phone.css';
import './rep.css';
import '../why/why.css';
import './boards.css';

const OwnAccountPage = lazy(() => import('./own-account-page.tsx'));

/** The pages of a rep: for a thumb, on a phone of 360 px, in sunlight. */
const RepPages = ({ me, rep }: Readonly<{ me: Me; rep: Named }>) => (
  <>
    <main className="phone" id="content">
      <Switch>
        <Route path="/today">
          <TodayPage rep={rep} />
        </Route>
        <Route path="/awards/:id">{({ id }) => <WhyPage id={id} />}</Route>
        <Route path="/boards">
          <BoardsPage rep={rep} />
        </Route>
        <Route path="/mine">
          <MinePage rep={rep} />
        </Route>
        <Route path="/account">
          <Suspense fallback={<WaitingPage />}>
            <OwnAccountPage me={me} />
          </Suspense>
        </Route>
        <Route path="/">
          <Redirect to="/today" replace />
        </Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </main>
    <TabBar />
  </>
);
export default RepPages;

const TABS = [
  ['/today', 'today', 'today'],
  ['/boards', 'podium', 'boards'],
  ['/mine', 'user', 'mine'],
] as const satisfies readonly (readonly [string, IconName, string])[];

const TabBar = () => {
  const { words } = useLanguage();
  const [path] = useLocation();
  return (
    <nav className="tabbar" aria-label={words.mainMenu}>
      {TABS.map(([href, icon, name]) => (
        <Link key={href} href={href} aria-current={path === href ? 'page' : undefined}>
          <Icon name={icon} />
          {words.tabs[name]}
        </Link>
      ))}
    </nav>
  );
};
